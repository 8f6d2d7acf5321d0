using Aevrion.Client;

namespace Aevrion.Cli.Pictures;

/// <summary>Finds, for any node of the tree, whether it or something below or above it differs from a peer.</summary>
internal sealed class DifferenceMarks(PeerDifferences? differences)
{
    /// <summary>The mark of a node; null for none. What differs goes before what is pending, and that before what was repaired.</summary>
    public NodeMark? Of(int level, long index)
    {
        NodeMark? mark = null;
        foreach (var node in differences?.Nodes ?? [])
        {
            if (KindOf(node) is { } kind && (mark is null || kind < mark) && Touches(node, level, index))
                mark = kind;
        }

        return mark;
    }

    private static NodeMark? KindOf(NodeDifference node) =>
        node.Differs ? NodeMark.Differs : node.Pending > 0 ? NodeMark.Pending : node.Repaired ? NodeMark.Repaired : null;

    /// <summary>One of both is above the other, or they are the same.</summary>
    private bool Touches(NodeDifference node, int level, long index)
    {
        var (lower, higher) = node.Level <= level ? (node.Index, index) : (index, node.Index);
        for (var steps = Math.Abs(node.Level - level); steps > 0; steps--)
            lower /= Math.Max(2, differences!.BranchingFactor);
        return lower == higher;
    }
}
