namespace Aevrion.Client;

/// <summary>Neighbouring nodes of one level of a region's time tree, for pictures of it.</summary>
public sealed record TreeMap : ServerDocument
{
    /// <summary>The nodes' level, 0 for leaves.</summary>
    public int Level { get; init; }

    /// <summary>Index of the first node that was looked at.</summary>
    public long From { get; init; }

    /// <summary>The span of a leaf, in milliseconds.</summary>
    public long Granularity { get; init; }

    public int BranchingFactor { get; init; }

    /// <summary>The first leaf that is still open.</summary>
    public long Horizon { get; init; }

    /// <summary>How many levels the tree has by now.</summary>
    public int Levels { get; init; }

    /// <summary>The nodes that are not empty, ascending.</summary>
    public required IReadOnlyList<TreeMapNode> Nodes { get; init; }
}
