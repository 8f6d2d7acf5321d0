using Aevrion.Core.Tree;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>How long a node of each level spans, and what events add to the counts of the nodes above them.</summary>
internal sealed class NodeSpans
{
    public NodeSpans(TreeShape shape)
    {
        Ms = new long[shape.HighestLevel + 1];
        Ms[0] = shape.GranularityMs;
        for (var level = 1; level < Ms.Length; level++)
            Ms[level] = checked(Ms[level - 1] * shape.BranchingFactor);
    }

    /// <summary>Milliseconds that a node spans, by level.</summary>
    public long[] Ms { get; }

    /// <summary>Counts of the nodes above events that come in time order, in the order in which transactions lock them: by (level, index).</summary>
    public List<TreeGrowth> CountAbove(ReadOnlySpan<long> timestamps)
    {
        var nodes = new List<TreeGrowth>(2 * Ms.Length);
        for (var level = 0; level < Ms.Length; level++)
        {
            for (var first = 0; first < timestamps.Length;)
            {
                var index = timestamps[first] / Ms[level];
                var beyondMs = (index + 1) * Ms[level];
                var end = first + 1;
                while (end < timestamps.Length && timestamps[end] < beyondMs)
                    end++;
                nodes.Add(new TreeGrowth((short)level, index, end - first));
                first = end;
            }
        }

        return nodes;
    }
}
