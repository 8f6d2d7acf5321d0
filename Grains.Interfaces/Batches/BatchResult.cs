using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Acknowledgements;
using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>The outcome of a batch.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.batch-result")]
public sealed record BatchResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>One an operation, in order; empty unless done.</summary>
    [Id(1)]
    public ImmutableArray<BatchItemResult> Items { get; init; } = [];

    /// <summary>Where the events are in the push streams, when that was asked for and they were written just now.</summary>
    [Id(8)]
    public PushMarks? Pushes { get; init; }
}
