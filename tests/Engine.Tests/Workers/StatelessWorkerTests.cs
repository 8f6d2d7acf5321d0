using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Workers;

/// <summary>Several activations of one identity.</summary>
public sealed class StatelessWorkerTests(SharedCluster shared)
{
    private readonly string _probe = Probe.NewKey();

    private Probe Seen => Probe.Of(_probe);

    [Fact]
    public async Task As_many_requests_run_at_once_as_there_may_be_workers()
    {
        const int requests = 12;
        var grain = shared.Grains.GetGrain<IWorkerGrain>(1);
        var calls = Enumerable.Range(0, requests).Select(_ => grain.Work(_probe)).ToList();
        await Eventually.Holds(() => Seen.Count("began") == WorkerGrain.MaxWorkers);
        Seen.Open();
        var workers = await Eventually.Answers(Task.WhenAll(calls));
        Assert.Equal(WorkerGrain.MaxWorkers, Seen.MostInside);
        Assert.Equal(WorkerGrain.MaxWorkers, workers.Distinct().Count());
        Assert.Equal(requests, Seen.Count("began"));
    }

    [Fact]
    public async Task A_busy_worker_makes_room_for_another()
    {
        var grain = shared.Grains.GetGrain<IWorkerGrain>(2);
        var busy = grain.Work(_probe);
        await Eventually.Holds(() => Seen.Count("began") == 1);
        var free = await Eventually.Answers(grain.Id());
        Seen.Open();
        Assert.NotEqual(free, await Eventually.Answers(busy));
    }

    [Fact]
    public async Task One_request_after_the_other_meets_one_worker()
    {
        var grain = shared.Grains.GetGrain<IWorkerGrain>(3);
        var ids = new HashSet<Guid>();
        for (var call = 0; call < 10; call++)
            ids.Add(await grain.Id());
        Assert.InRange(ids.Count, 1, WorkerGrain.MaxWorkers);
    }
}
