using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();

    Task<IGuidGrain> Self();
}
