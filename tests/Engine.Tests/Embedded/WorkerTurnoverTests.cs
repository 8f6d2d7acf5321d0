using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Aevrion.Engine.Tests.Workers;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>
/// Stateless workers that end all the time. Orleans forwards a call only so often before it rejects it, so under such a turnover it may
/// lose one; nothing here relies on it.
/// </summary>
public sealed class WorkerTurnoverTests(SharedCluster shared)
{
    [Fact]
    public async Task Workers_come_and_go_without_losing_a_call()
    {
        const int callers = 4;
        const int callsEach = 50;
        var grain = shared.Grains.GetGrain<IWorkerGrain>(4);
        var ids = await Eventually.Answers(Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var met = new List<Guid>();
            for (var call = 0; call < callsEach; call++)
                met.Add(await grain.Leave());
            return met;
        }))));
        Assert.True(ids.SelectMany(met => met).Distinct().Count() > WorkerGrain.MaxWorkers);
    }
}
