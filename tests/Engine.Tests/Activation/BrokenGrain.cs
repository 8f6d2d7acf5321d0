using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class BrokenGrain : Grain, IBrokenGrain
{
    public BrokenGrain() => throw new NotSupportedException("Cannot be made.");

    public Task Hello() => Task.CompletedTask;
}
