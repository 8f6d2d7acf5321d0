using Aevrion.Core.Events;

namespace Aevrion.Core.Tree;

/// <summary>
/// The geometry of the time tree. Two parameters define it, equal in all regions: level 0 holds the leaves, leaf
/// <c>timestamp / granularity</c>; the parent of node i is node <c>i / branchingFactor</c> one level up. A level is added on top
/// while more than <see cref="BranchingFactor"/> nodes stand there, so the tree has no end date.
/// </summary>
public sealed record TreeShape
{
    /// <summary>Default span of a leaf: one minute.</summary>
    public const long DefaultGranularityMs = 60_000;

    /// <summary>Default number of children of a node.</summary>
    public const int DefaultBranchingFactor = 32;

    /// <summary>Largest span of a leaf: one day.</summary>
    public const long MaxGranularityMs = 86_400_000;

    /// <summary>Most children a node may have.</summary>
    public const int MaxBranchingFactor = 1024;

    /// <param name="granularityMs">Milliseconds a leaf spans, 1 to <see cref="MaxGranularityMs"/>.</param>
    /// <param name="branchingFactor">Children of a node, 2 to <see cref="MaxBranchingFactor"/>.</param>
    public TreeShape(long granularityMs = DefaultGranularityMs, int branchingFactor = DefaultBranchingFactor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(granularityMs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(granularityMs, MaxGranularityMs);
        ArgumentOutOfRangeException.ThrowIfLessThan(branchingFactor, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(branchingFactor, MaxBranchingFactor);
        GranularityMs = granularityMs;
        BranchingFactor = branchingFactor;
        HighestLevel = TopLevel(LeafOf(EventLimits.MaxTimestamp) + 1);
    }

    /// <summary>Milliseconds a leaf spans.</summary>
    public long GranularityMs { get; }

    /// <summary>Children of a node.</summary>
    public int BranchingFactor { get; }

    /// <summary>The top level once the tree spans every timestamp there may be: counts are kept for levels 0 to this one.</summary>
    public int HighestLevel { get; }

    /// <summary>The leaf an event of that timestamp falls into.</summary>
    public long LeafOf(long timestamp) => timestamp / GranularityMs;

    /// <summary>The ancestor of a leaf on a level; on level 0 the leaf itself.</summary>
    public NodeAddress AncestorOf(long leaf, int level)
    {
        var index = leaf;
        for (var i = 0; i < level; i++)
            index /= BranchingFactor;
        return new NodeAddress(level, index);
    }

    /// <summary>The node above.</summary>
    public NodeAddress ParentOf(NodeAddress node) => new(node.Level + 1, node.Index / BranchingFactor);

    /// <summary>The children of an inner node, all of them one level down.</summary>
    public NodeRange ChildrenOf(NodeAddress node)
    {
        if (node.Level < 1)
            throw new ArgumentOutOfRangeException(nameof(node), node, "A leaf has no child nodes.");
        var first = node.Index * BranchingFactor;
        return new NodeRange(node.Level - 1, first, first + BranchingFactor);
    }

    /// <summary>The leaves under a node: first, and one past the last. Clipped to what a timestamp can reach.</summary>
    public NodeRange LeavesUnder(NodeAddress node)
    {
        var first = (Int128)node.Index;
        var end = first + 1;
        for (var i = 0; i < node.Level; i++)
        {
            first *= BranchingFactor;
            end *= BranchingFactor;
        }

        Int128 limit = LeafOf(EventLimits.MaxTimestamp) + 1;
        return new NodeRange(0, (long)Int128.Min(first, limit), (long)Int128.Min(end, limit));
    }

    /// <summary>First timestamp of a leaf, in milliseconds since the Unix epoch.</summary>
    public long StartOf(long leaf) => leaf * GranularityMs;

    /// <summary>
    /// The level that stands on top of the leaves below <paramref name="horizon"/>: the lowest one with at most
    /// <see cref="BranchingFactor"/> nodes.
    /// </summary>
    public int TopLevel(long horizon)
    {
        var level = 0;
        var nodes = Math.Max(horizon, 0);
        while (nodes > BranchingFactor)
        {
            nodes = (nodes + BranchingFactor - 1) / BranchingFactor;
            level++;
        }

        return level;
    }

    /// <summary>
    /// The number of closed leaves at a time: leaves below <c>floor((now − settle) / granularity)</c> take no more events that are
    /// merely in flight.
    /// </summary>
    public long HorizonAt(long nowMs, TimeSpan settle) => Math.Max(0, nowMs - (long)settle.TotalMilliseconds) / GranularityMs;

    /// <summary>
    /// The nodes of the progressive digest: every complete node below the horizon that no higher complete node covers, from the top
    /// level down; together they cover each leaf below the horizon exactly once. At most one range a level.
    /// </summary>
    public IReadOnlyList<NodeRange> Cover(long horizon)
    {
        var ranges = new List<NodeRange>();
        var covered = 0L;
        for (var level = TopLevel(horizon); level >= 0; level--)
        {
            var end = AncestorOf(horizon, level).Index;
            if (end > covered)
                ranges.Add(new NodeRange(level, covered, end));
            covered = end * BranchingFactor;
        }

        return ranges;
    }

    /// <summary>True when the address is one this tree can have.</summary>
    public bool Contains(NodeAddress node) =>
        node.Level >= 0 && node.Level <= HighestLevel && node.Index >= 0
        && node.Index <= AncestorOf(LeafOf(EventLimits.MaxTimestamp), node.Level).Index;
}
