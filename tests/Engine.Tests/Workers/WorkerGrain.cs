using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Engine.Tests.Workers;

[StatelessWorker(MaxWorkers)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public const int MaxWorkers = 3;

    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> Work(string probe)
    {
        var seen = Probe.Of(probe);
        seen.Enter();
        seen.Note("began");
        await seen.Gate;
        seen.Leave();
        return _id;
    }

    public Task<Guid> Id() => Task.FromResult(_id);

    public Task<Guid> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(_id);
    }
}
