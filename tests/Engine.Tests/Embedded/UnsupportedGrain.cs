using Orleans;

namespace Aevrion.Engine.Tests.Embedded;

public sealed class UnsupportedGrain : Grain, IUnsupportedGrain
{
    public Task<T> Echo<T>(T value) => Task.FromResult(value);
}
