using Aevrion.Engine.Tests.Probing;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Calls;

public sealed class OverloadTests(CrowdedCluster cluster) : IClassFixture<CrowdedCluster>
{
    [Fact]
    public async Task More_requests_than_may_wait_are_refused_at_once()
    {
        const int tooMany = 10;
        var key = Probe.NewKey();
        var grain = cluster.Grains.GetGrain<ICallGrain>(key);
        var running = grain.WaitAtGate();
        await Eventually.Holds(() => Probe.Of(key).Count("began") == 1);
        var waiting = Enumerable.Range(0, CrowdedClusterConfigurator.MaxWaiting + tooMany).Select(_ => grain.ContextValue("any")).ToList();
        await Eventually.Holds(() => waiting.Count(call => call.IsFaulted) >= tooMany - 1);
        Assert.All(
            waiting.Where(call => call.IsFaulted),
            call => Assert.IsAssignableFrom<OrleansException>(call.Exception!.InnerException));
        Probe.Of(key).Open();
        await Eventually.Answers(running);
        await Eventually.Holds(() => waiting.TrueForAll(call => call.IsCompleted));
        Assert.InRange(waiting.Count(call => call.IsCompletedSuccessfully), 1, CrowdedClusterConfigurator.MaxWaiting + 1);
    }
}
