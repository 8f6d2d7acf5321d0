using Aevrion.Core.Tree;

namespace Aevrion.Storage;

/// <summary>Ranges of nodes as a store wants to be asked for them.</summary>
internal static class NodeRanges
{
    /// <summary>The same nodes in as few ranges as possible, in <see cref="NodeAddress"/> order, none twice, no range empty.</summary>
    public static List<NodeRange> Merge(IEnumerable<NodeRange> ranges)
    {
        var merged = new List<NodeRange>();
        var ordered = ranges.Where(range => range.End > range.First).OrderByDescending(range => range.Level).ThenBy(range => range.First);
        foreach (var range in ordered)
        {
            if (merged.Count > 0 && merged[^1] is var last && last.Level == range.Level && range.First <= last.End)
                merged[^1] = last with { End = Math.Max(last.End, range.End) };
            else
                merged.Add(range);
        }

        return merged;
    }

    /// <summary>The children of these nodes; nodes that the tree cannot have, and leaves, have none.</summary>
    public static List<NodeRange> ChildrenOf(TreeShape shape, IEnumerable<NodeAddress> parents) =>
        Merge(parents.Where(parent => parent.Level > 0 && shape.Contains(parent)).Select(shape.ChildrenOf));

    /// <summary>These leaves; those that no timestamp reaches are left out.</summary>
    public static List<NodeRange> OfLeaves(TreeShape shape, IEnumerable<long> leaves) =>
        Merge(leaves.Where(leaf => shape.Contains(new NodeAddress(0, leaf))).Select(leaf => new NodeRange(0, leaf, leaf + 1)));
}
