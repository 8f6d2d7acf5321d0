using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>Nodes by (level, index): the order of the primary key of tree_node, in which its rows are locked.</summary>
internal sealed class RowOrder : IComparer<NodeAddress>
{
    public static RowOrder Instance { get; } = new();

    public int Compare(NodeAddress x, NodeAddress y)
    {
        var order = x.Level.CompareTo(y.Level);
        return order == 0 ? x.Index.CompareTo(y.Index) : order;
    }
}
