using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Turns;

/// <summary>One request at a time, to its end; one thread at a time.</summary>
public sealed class TurnTests(SharedCluster shared)
{
    private const int Callers = 50;

    private readonly string _key = Probe.NewKey();

    private ITurnGrain Grain => shared.Grains.GetGrain<ITurnGrain>(_key);

    [Fact]
    public async Task Requests_do_not_overlap_even_while_they_await()
    {
        await Eventually.Answers(Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Grain.PassThrough())));
        Assert.Equal(1, Probe.Of(_key).MostInside);
    }

    [Fact]
    public async Task State_needs_no_locks_under_concurrent_calls()
    {
        await Eventually.Answers(Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(() => Grain.AddSlowly()))));
        Assert.Equal(Callers, await Grain.Total());
    }

    [Fact]
    public async Task A_request_waits_until_the_one_before_has_finished()
    {
        var probe = Probe.Of(_key);
        var first = Grain.WaitAtGate("first");
        await Eventually.Holds(() => probe.Count("first began") == 1);
        var second = Grain.Note("second");
        await shared.Grains.GetGrain<ITurnGrain>(Probe.NewKey()).Total();
        Assert.Equal(0, probe.Count("second"));
        probe.Open();
        await Eventually.Answers(Task.WhenAll(first, second));
        Assert.Equal(["first began", "first ended", "second"], probe.Events);
    }

    [Fact]
    public async Task Grains_do_not_wait_for_each_other()
    {
        var probe = Probe.Of(_key);
        var held = Grain.WaitAtGate("held");
        await Eventually.Holds(() => probe.Count("held began") == 1);
        await Eventually.Answers(shared.Grains.GetGrain<ITurnGrain>(Probe.NewKey()).Note("free"));
        probe.Open();
        await Eventually.Answers(held);
    }

    [Fact]
    public async Task Continuations_and_started_tasks_stay_on_the_activations_scheduler()
    {
        var seen = await Grain.SeeSchedulers();
        Assert.Equal(new SchedulersSeen(OwnAtStart: true, OwnAfterAwait: true, OwnInStartedTask: true, OwnInPoolTask: false), seen);
    }

    [Fact]
    public async Task A_call_that_comes_back_to_its_caller_waits_for_it_and_times_out()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Eventually.Answers(Grain.CallAround(Probe.NewKey(), allowReentrancy: false)));
        Assert.Equal(0, Probe.Of(_key).Count("called back"));
    }

    [Fact]
    public async Task A_call_that_comes_back_to_its_caller_runs_where_that_was_allowed()
    {
        await Eventually.Answers(Grain.CallAround(Probe.NewKey(), allowReentrancy: true));
        Assert.Equal(1, Probe.Of(_key).Count("called back"));
    }
}
