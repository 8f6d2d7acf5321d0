using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Interleaving;

/// <summary>Which requests may start while another awaits.</summary>
public sealed class InterleavingTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();
    private readonly string _gate = Probe.NewKey();

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task A_reentrant_class_takes_requests_while_one_awaits()
    {
        var grain = shared.Grains.GetGrain<IReentrantGrain>(_key);
        var held = await Begin(grain.Hold("held", _gate));
        await Eventually.Answers(grain.Note("meanwhile"));
        await Release(held);
        Assert.Equal(["held began", "meanwhile", "held ended"], Seen.Events);
    }

    [Fact]
    public async Task A_reentrant_class_still_runs_on_one_thread_at_a_time()
    {
        var grain = shared.Grains.GetGrain<IReentrantGrain>(_key);
        await Eventually.Answers(Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => grain.Spin()))));
        Assert.Equal(1, Seen.MostInside);
    }

    [Fact]
    public async Task A_method_that_always_interleaves_passes_the_request_that_runs_and_those_that_wait()
    {
        var grain = shared.Grains.GetGrain<IInterleavingGrain>(_key, typeof(OrdinaryGrain).FullName);
        var held = await Begin(grain.Hold("held", _gate));
        var waiting = grain.Note("waiting");
        await Eventually.Answers(grain.NoteAtOnce("at once"));
        await Release(held, waiting);
        Assert.Equal(["held began", "at once", "held ended", "waiting"], Seen.Events);
    }

    [Fact]
    public async Task Other_requests_start_while_one_that_always_interleaves_awaits()
    {
        var grain = shared.Grains.GetGrain<IInterleavingGrain>(_key, typeof(OrdinaryGrain).FullName);
        var held = await Begin(grain.HoldAside("held", _gate));
        await Eventually.Answers(grain.Note("meanwhile"));
        await Release(held);
        Assert.Equal(["held began", "meanwhile", "held ended"], Seen.Events);
    }

    [Fact]
    public async Task Read_only_requests_interleave_with_each_other()
    {
        var grain = shared.Grains.GetGrain<IInterleavingGrain>(_key, typeof(OrdinaryGrain).FullName);
        var held = await Begin(grain.HoldReading("held", _gate));
        Assert.Equal(1, await Eventually.Answers(grain.Read()));
        await Release(held);
    }

    [Fact]
    public async Task A_read_only_request_waits_for_one_that_is_not()
    {
        var grain = shared.Grains.GetGrain<IInterleavingGrain>(_key, typeof(OrdinaryGrain).FullName);
        var held = await Begin(grain.Hold("held", _gate));
        var read = grain.Read();
        await Eventually.Answers(grain.NoteAtOnce("at once"));
        Assert.False(read.IsCompleted);
        await Release(held, read);
    }

    [Fact]
    public async Task A_request_that_is_not_read_only_waits_for_one_that_is()
    {
        var grain = shared.Grains.GetGrain<IInterleavingGrain>(_key, typeof(OrdinaryGrain).FullName);
        var held = await Begin(grain.HoldReading("held", _gate));
        var writing = grain.Note("writing");
        await Eventually.Answers(grain.Read());
        Assert.False(writing.IsCompleted);
        await Release(held, writing);
        Assert.Equal(["held began", "held ended", "writing"], Seen.Events);
    }

    [Fact]
    public async Task A_predicate_of_the_class_lets_requests_in()
    {
        var grain = shared.Grains.GetGrain<IPredicateGrain>(_key);
        var held = await Begin(grain.Hold("held", _gate));
        var unwelcome = grain.Note("unwelcome");
        await Eventually.Answers(grain.Note("welcome"));
        Assert.Equal(["held began", "welcome"], Seen.Events);
        await Release(held, unwelcome);
    }

    [Fact]
    public async Task A_predicate_of_the_instance_lets_requests_in()
    {
        var grain = shared.Grains.GetGrain<IInstancePredicateGrain>(_key);
        var held = await Begin(grain.Hold("held", _gate));
        await Eventually.Answers(grain.Note(_key));
        Assert.Equal(["held began", _key], Seen.Events);
        await Release(held);
    }

    [Fact]
    public async Task A_predicate_that_fails_fails_the_request_and_no_other()
    {
        var grain = shared.Grains.GetGrain<IInstancePredicateGrain>(_key);
        var held = await Begin(grain.Hold("held", _gate));
        await Assert.ThrowsAnyAsync<Exception>(() => Eventually.Answers(grain.Note("fail")));
        await Eventually.Answers(grain.Note(_key));
        await Release(held);
        Assert.Equal(["held began", _key, "held ended"], Seen.Events);
    }

    private async Task<Task> Begin(Task held)
    {
        await Eventually.Holds(() => Seen.Count("held began") == 1);
        return held;
    }

    private Task Release(params Task[] calls)
    {
        Probe.Of(_gate).Open();
        return Eventually.Answers(Task.WhenAll(calls));
    }
}
