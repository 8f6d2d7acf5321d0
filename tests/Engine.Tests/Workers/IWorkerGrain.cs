using Orleans;

namespace Aevrion.Engine.Tests.Workers;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Waits at the gate of the probe, counted while inside.</summary>
    Task<Guid> Work(string probe);

    Task<Guid> Id();

    Task<Guid> Leave();
}
