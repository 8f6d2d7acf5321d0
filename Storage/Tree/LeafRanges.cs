using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>Ranges of leaves that ascend and do not overlap.</summary>
internal static class LeafRanges
{
    /// <summary>Refuses what is no such list, or spans more than <see cref="ReadLeafDigests.MaxLeaves"/> leaves: a mistake of the caller.</summary>
    public static void Check(IReadOnlyList<NodeRange> ranges)
    {
        var end = 0L;
        var leaves = 0L;
        foreach (var range in ranges)
        {
            if (range.Level != 0 || range.First < end || range.End < range.First)
                throw new ArgumentException($"{range} is no range of leaves behind the one before it.", nameof(ranges));
            end = range.End;
            leaves += Math.Min(range.End - range.First, ReadLeafDigests.MaxLeaves + 1);
            if (leaves > ReadLeafDigests.MaxLeaves)
                throw new ArgumentException($"More than {ReadLeafDigests.MaxLeaves} leaves are asked for at once.", nameof(ranges));
        }
    }

    /// <summary>True when one of the ranges has the leaf.</summary>
    public static bool Contain(IReadOnlyList<NodeRange> ranges, long leaf)
    {
        var low = 0;
        var high = ranges.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ranges[middle].End <= leaf)
                low = middle + 1;
            else
                high = middle;
        }

        return low < ranges.Count && ranges[low].First <= leaf;
    }

    /// <summary>The nodes of a level that stand over these leaves, in ascending ranges without overlap.</summary>
    public static List<NodeRange> Over(TreeShape shape, IEnumerable<NodeRange> leaves, int level) => NodeRanges.Merge(
        leaves.Where(range => range.End > range.First).Select(range => new NodeRange(
            level, shape.AncestorOf(range.First, level).Index, shape.AncestorOf(range.End - 1, level).Index + 1)));
}
