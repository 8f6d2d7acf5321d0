using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>Events that a silo has committed and a peer has not acknowledged, by nodes of one level.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.pending-nodes")]
public sealed record PendingNodes
{
    /// <summary>The nodes' level.</summary>
    [Id(0)]
    public required int Level { get; init; }

    /// <summary>Their indexes.</summary>
    [Id(1)]
    public required ImmutableArray<long> Indexes { get; init; }

    /// <summary>The events of each.</summary>
    [Id(2)]
    public required ImmutableArray<long> Counts { get; init; }
}
