using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>A batch of at most 10,000 operations.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.batch-request")]
public sealed record BatchRequest
{
    /// <summary>In the order they were given.</summary>
    [Id(0)]
    public required ImmutableArray<BatchOperation> Operations { get; init; }

    /// <summary>Answer with <see cref="BatchResult.Pushes"/>.</summary>
    [Id(8)]
    public bool TracksPushes { get; init; }

    /// <summary>What makes the batch known when it is sent again; null when it is not to be.</summary>
    [Id(9)]
    public BatchIdentity? Identity { get; init; }
}
