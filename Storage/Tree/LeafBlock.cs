using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>The leaves under one node of the tree: all events of one snapshot of the store, and maybe later ones. Never changed once made.</summary>
/// <param name="Index">Index of the node on the level of the blocks.</param>
/// <param name="Count">Events under the node at the snapshot.</param>
/// <param name="Leaves">The non-empty leaves whose digest is known, ascending.</param>
/// <param name="Unknown">The other non-empty leaves, ascending: nobody has asked for them since they changed.</param>
internal sealed record LeafBlock(long Index, long Count, LeafState[] Leaves, long[] Unknown)
{
    private const int BytesOfBlock = 160;
    private const int BytesOfLeaf = 48;

    /// <summary>Memory taken, in bytes.</summary>
    public long Bytes => BytesOfBlock + ((long)Leaves.Length * BytesOfLeaf) + ((long)Unknown.Length * sizeof(long));

    /// <summary>True when the digests of all leaves in these ranges, which ascend, are known here.</summary>
    public bool Knows(IReadOnlyList<NodeRange> ranges)
    {
        foreach (var leaf in Unknown)
        {
            if (LeafRanges.Contain(ranges, leaf))
                return false;
        }

        return true;
    }

    /// <summary>Position of the first known leaf at or behind a leaf.</summary>
    public int PositionOf(long leaf)
    {
        var low = 0;
        var high = Leaves.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Leaves[middle].Leaf < leaf)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
