namespace Aevrion.Core.Tree;

/// <summary>The progressive digest of a region below a horizon: its non-empty nodes, and count and digest of all of them.</summary>
public sealed class TreeSnapshot
{
    /// <param name="horizon">Leaves below it are covered.</param>
    /// <param name="nodes">The non-empty nodes of <see cref="TreeShape.Cover"/>, in any order.</param>
    public TreeSnapshot(long horizon, IEnumerable<TreeNode> nodes)
    {
        Horizon = horizon;
        Nodes = [.. nodes.OrderBy(node => node.Address)];
        Count = Nodes.Sum(node => node.Count);
        Digest = TreeDigest.OfRoot(Nodes);
    }

    /// <summary>Leaves below it are covered.</summary>
    public long Horizon { get; }

    /// <summary>Top level first, ascending on a level.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>Events covered.</summary>
    public long Count { get; }

    /// <summary>See <see cref="TreeDigest.OfRoot"/>.</summary>
    public Hash256 Digest { get; }
}
