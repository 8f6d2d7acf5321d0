using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Bench.Engine;

/// <summary>A grain that does nothing: what is left is the cost of calling it.</summary>
[Alias("aevrion.bench-empty")]
public interface IEmptyGrain : IGrainWithStringKey
{
    /// <summary>Answers null.</summary>
    [AlwaysInterleave]
    [Alias("Answer")]
    ValueTask<object?> Answer();
}
