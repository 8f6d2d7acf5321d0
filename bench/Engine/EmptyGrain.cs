using Orleans;

namespace Aevrion.Bench.Engine;

/// <inheritdoc/>
public sealed class EmptyGrain : Grain, IEmptyGrain
{
    /// <inheritdoc/>
    public ValueTask<object?> Answer() => ValueTask.FromResult<object?>(null);
}
