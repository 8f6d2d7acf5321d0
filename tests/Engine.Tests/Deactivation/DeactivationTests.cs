using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Deactivation;

/// <summary>A grain that asks to be deactivated.</summary>
public sealed class DeactivationTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private ILeavingGrain Grain => shared.Grains.GetGrain<ILeavingGrain>(_key);

    private Probe Seen => Probe.Of(_key);

    [Fact]
    public async Task The_next_call_meets_a_new_activation()
    {
        var before = await Grain.Leave();
        await Eventually.Holds(() => Seen.Count("deactivated") == 1);
        Assert.NotEqual(before, await Eventually.Answers(Grain.Id()));
        Assert.Equal(["activated", "deactivating: ApplicationRequested", "deactivated", "activated"], Seen.Events);
    }

    [Fact]
    public async Task The_running_request_ends_first()
    {
        var running = Grain.LeaveAndWaitAtGate();
        await Eventually.Holds(() => Seen.Count("waiting") == 1);
        await shared.Grains.GetGrain<ILeavingGrain>(Probe.NewKey()).Id();
        Assert.Equal(["activated", "waiting"], Seen.Events);
        Seen.Open();
        await Eventually.Answers(running);
        await Eventually.Holds(() => Seen.Count("deactivated") == 1);
    }

    [Fact]
    public async Task Requests_that_wait_go_to_the_new_activation()
    {
        var leaving = Grain.LeaveAndWaitAtGate();
        await Eventually.Holds(() => Seen.Count("waiting") == 1);
        var waiting = Enumerable.Range(0, 20).Select(_ => Grain.Id()).ToList();
        Seen.Open();
        var before = await Eventually.Answers(leaving);
        var after = await Eventually.Answers(Task.WhenAll(waiting));
        Assert.Single(after.Distinct());
        Assert.DoesNotContain(before, after);
        Assert.Equal(2, Seen.Count("activated"));
    }

    [Fact]
    public async Task No_call_is_lost_while_activations_come_and_go()
    {
        const int callers = 8;
        const int callsEach = 400;
        await Eventually.Answers(Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < callsEach; call++)
                await Grain.CountAndLeaveAtFifties();
        }))));
        Assert.True(Seen.Count("activated") > 1);
        Assert.InRange(Seen.Count("deactivated"), Seen.Count("activated") - 1, Seen.Count("activated"));
    }

    [Fact]
    public async Task A_failure_while_deactivating_is_no_obstacle_to_the_next_activation()
    {
        var grain = shared.Grains.GetGrain<IUngratefulGrain>(_key);
        var first = await Eventually.Answers(grain.Leave());
        Assert.NotEqual(first, await Eventually.Answers(grain.Leave()));
    }
}
