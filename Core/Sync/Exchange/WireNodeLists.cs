using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Lists of nodes to their wire form and back.</summary>
public static class WireNodeLists
{
    /// <summary>Nodes of one level.</summary>
    /// <param name="level">The level.</param>
    /// <param name="indices">Ascending.</param>
    public static NodeList ToWire(int level, IEnumerable<long> indices)
    {
        var list = new NodeList { Level = (uint)level };
        var next = 0L;
        foreach (var index in indices)
        {
            list.Gaps.Add((ulong)(index - next));
            next = index + 1;
        }

        return list;
    }

    /// <summary>Nodes of any levels: a list for every run of nodes of one level, in the order given.</summary>
    public static IEnumerable<NodeList> ToWire(IReadOnlyList<NodeAddress> nodes)
    {
        for (var start = 0; start < nodes.Count;)
        {
            var end = start + 1;
            while (end < nodes.Count && nodes[end].Level == nodes[start].Level && nodes[end].Index > nodes[end - 1].Index)
                end++;
            yield return ToWire(nodes[start].Level, Enumerable.Range(start, end - start).Select(i => nodes[i].Index));
            start = end;
        }
    }

    /// <summary>Reads a list.</summary>
    /// <param name="shape">The tree.</param>
    /// <param name="list">What the peer sent; null is a list of none.</param>
    /// <param name="maxNodes">Most nodes it may have.</param>
    /// <returns>Ascending.</returns>
    /// <exception cref="ProtocolViolationException">Too many nodes, or some that the tree cannot have.</exception>
    public static List<NodeAddress> FromWire(TreeShape shape, NodeList? list, int maxNodes)
    {
        var nodes = new List<NodeAddress>();
        if (list is null)
            return nodes;
        if (list.Gaps.Count > maxNodes)
            throw new ProtocolViolationException($"A list has at most {maxNodes} nodes here, not {list.Gaps.Count}.");
        var next = 0UL;
        foreach (var gap in list.Gaps)
        {
            var index = next + gap;
            if (gap > long.MaxValue || index > long.MaxValue || list.Level > (uint)shape.HighestLevel
                || !shape.Contains(new NodeAddress((int)list.Level, (long)index)))
            {
                throw new ProtocolViolationException("A node outside the tree.");
            }

            nodes.Add(new NodeAddress((int)list.Level, (long)index));
            next = index + 1;
        }

        return nodes;
    }

    /// <summary>Reads lists of nodes as the leaves under them.</summary>
    /// <returns>Ranges of leaves by time, not overlapping.</returns>
    /// <exception cref="ProtocolViolationException">As above; also when nodes overlap or are out of order.</exception>
    public static IReadOnlyList<NodeRange> LeavesFromWire(TreeShape shape, IEnumerable<NodeList> lists, int maxNodes)
    {
        var ranges = new List<NodeRange>();
        foreach (var list in lists)
        {
            foreach (var node in FromWire(shape, list, maxNodes - ranges.Count))
            {
                var leaves = shape.LeavesUnder(node);
                if (ranges.Count > 0 && leaves.First < ranges[^1].End)
                    throw new ProtocolViolationException("Nodes overlap, or are not in the order of time.");
                ranges.Add(leaves);
            }
        }

        return ranges;
    }
}
