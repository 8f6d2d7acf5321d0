using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>Where a region is known to differ from a peer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.peer-differences")]
public sealed record PeerDifferences
{
    /// <summary>When this was so, in milliseconds since the Unix epoch.</summary>
    [Id(0)]
    public required long At { get; init; }

    /// <summary>State of the connection to the peer.</summary>
    [Id(1)]
    public required PeerConnectionState State { get; init; }

    /// <summary>The nodes, in the order of levels and time.</summary>
    [Id(2)]
    public required ImmutableArray<NodeDifference> Nodes { get; init; }

    /// <summary>Events committed here that the peer has not acknowledged.</summary>
    [Id(3)]
    public required long PendingEvents { get; init; }

    /// <summary>True when there were too many leaves, and some nodes stand for those below them.</summary>
    [Id(4)]
    public required bool IsMerged { get; init; }
}
