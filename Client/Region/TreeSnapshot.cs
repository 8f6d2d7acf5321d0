namespace Aevrion.Client;

/// <summary>A region's progressive digest: the few complete nodes that cover all closed time.</summary>
public sealed record TreeSnapshot : ServerDocument
{
    public required string Region { get; init; }

    /// <summary>The span of a leaf, in milliseconds.</summary>
    public long Granularity { get; init; }

    public int BranchingFactor { get; init; }

    /// <summary>The first leaf that is still open.</summary>
    public long Horizon { get; init; }

    /// <summary>How many events closed time holds.</summary>
    public long Count { get; init; }

    /// <summary>The digest over all closed time, as hex digits; null without events.</summary>
    public string? Digest { get; init; }

    public required IReadOnlyList<TreeNode> Nodes { get; init; }
}
