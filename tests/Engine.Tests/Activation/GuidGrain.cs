using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());

    public Task<IGuidGrain> Self() => Task.FromResult(this.AsReference<IGuidGrain>());
}
