namespace Aevrion.Client;

/// <summary>Where a region is known to differ from a peer: a picture for people. Nothing is repaired by it.</summary>
public sealed record PeerDifferences : ServerDocument
{
    public required string Peer { get; init; }

    /// <summary>When it was so, in milliseconds since the Unix epoch.</summary>
    public long At { get; init; }

    /// <summary>State of the connection to the peer, as in <see cref="PeerStatus.State"/>.</summary>
    public required string State { get; init; }

    /// <summary>The span of a leaf, in milliseconds.</summary>
    public long Granularity { get; init; }

    public int BranchingFactor { get; init; }

    /// <summary>The nodes that differ, or did until ten minutes ago, in the order of levels, the higher ones first, and of time.</summary>
    public required IReadOnlyList<NodeDifference> Nodes { get; init; }

    /// <summary>Events committed in the region that the peer has not acknowledged.</summary>
    public long PendingEvents { get; init; }

    /// <summary>True when there were too many leaves, and some nodes stand for those below them.</summary>
    public bool Truncated { get; init; }
}
