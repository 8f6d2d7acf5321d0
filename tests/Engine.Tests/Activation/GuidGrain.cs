using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());

    public Task<IGuidGrain> Self() => Task.FromResult(this.AsReference<IGuidGrain>());

    public Task<IGuidGrain> This() => Task.FromResult<IGuidGrain>(this);

    public Task<Guid> PassThis(IGuidGrain other) => other.KeyOf(this);

    public Task<Guid> KeyOf(IGuidGrain other) => other is Grain ? Task.FromResult(Guid.Empty) : Task.FromResult(other.GetPrimaryKey());
}
