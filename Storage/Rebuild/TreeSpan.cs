using System.Runtime.InteropServices;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// A part of time that is rebuilt at once: neighbouring nodes of the level of <see cref="Tree.TreeBlocks"/> with everything under them.
/// Spans cover all time without a gap, so nodes whose rows are missing belong to one, and rows where no node can be do, too.
/// </summary>
/// <param name="First">Index of the first node; <see cref="long.MinValue"/> for everything before <paramref name="End"/>.</param>
/// <param name="End">One past the last; <see cref="long.MaxValue"/> for everything behind <paramref name="First"/>.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TreeSpan(long First, long End)
{
    public static TreeSpan Everything { get; } = new(long.MinValue, long.MaxValue);

    /// <summary>The nodes of a level in the span, as far as its ends go beyond all time.</summary>
    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="spanLevel">The level that the span counts in.</param>
    /// <param name="level">That level or one below.</param>
    public (long First, long End) NodesOn(TreeShape shape, int spanLevel, int level)
    {
        var nodes = 1L;
        for (var i = level; i < spanLevel; i++)
            nodes *= shape.BranchingFactor;
        return (First == long.MinValue ? First : First * nodes, End == long.MaxValue ? End : End * nodes);
    }

    /// <summary>The span's nodes on the level that it counts in and on all below, level by level from the leaves.</summary>
    public List<NodeRange> NodesUpTo(TreeShape shape, int spanLevel)
    {
        var ranges = new List<NodeRange>(spanLevel + 1);
        for (var level = 0; level <= spanLevel; level++)
        {
            var (first, end) = NodesOn(shape, spanLevel, level);
            ranges.Add(new NodeRange(level, first, end));
        }

        return ranges;
    }

    /// <summary>The span's time, in milliseconds since the Unix epoch.</summary>
    public (long FromMs, long ToMs) Time(TreeShape shape, int spanLevel)
    {
        var (first, end) = NodesOn(shape, spanLevel, level: 0);
        return (first == long.MinValue ? first : shape.StartOf(first), end == long.MaxValue ? end : shape.StartOf(end));
    }
}
