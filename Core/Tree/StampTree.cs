using Aevrion.Core.Events;

namespace Aevrion.Core.Tree;

/// <summary>The time tree over some events, all of which are in memory: what a region that holds nothing else would have.</summary>
public sealed class StampTree
{
    private readonly EventStamp[] _stamps;
    private readonly List<SortedList<long, TreeNode>> _levels = [];

    /// <param name="shape">The geometry.</param>
    /// <param name="stamps">The events, ascending.</param>
    public StampTree(TreeShape shape, IEnumerable<EventStamp> stamps)
    {
        Shape = shape;
        _stamps = [.. stamps];
        _levels.Add(Collect(_stamps.GroupBy(stamp => shape.LeafOf(stamp.Timestamp)).Select(
            leaf => new TreeNode(new NodeAddress(0, leaf.Key), leaf.Count(), TreeDigest.OfLeaf(leaf.Select(stamp => stamp.Id))))));
        for (var level = 1; level <= shape.HighestLevel; level++)
        {
            _levels.Add(Collect(_levels[level - 1].Values.GroupBy(child => shape.ParentOf(child.Address)).Select(
                children => new TreeNode(children.Key, children.Sum(child => child.Count), TreeDigest.OfInner(children)))));
        }
    }

    /// <summary>The geometry.</summary>
    public TreeShape Shape { get; }

    /// <summary>A node; null when it is empty.</summary>
    public TreeNode? Find(NodeAddress address) => _levels[address.Level].TryGetValue(address.Index, out var node) ? node : null;

    /// <summary>The non-empty nodes right below an inner node, ascending.</summary>
    public IReadOnlyList<TreeNode> ChildrenOf(NodeAddress address)
    {
        var range = Shape.ChildrenOf(address);
        return [.. NodesIn(range)];
    }

    /// <summary>The events of a leaf, ascending.</summary>
    public IReadOnlyList<EventStamp> StampsOf(long leaf) => [.. _stamps.Where(stamp => Shape.LeafOf(stamp.Timestamp) == leaf)];

    /// <summary>The progressive digest below a horizon.</summary>
    public TreeSnapshot SnapshotAt(long horizon) => new(horizon, Shape.Cover(horizon).SelectMany(NodesIn));

    /// <summary>The non-empty nodes of a range, ascending.</summary>
    public IEnumerable<TreeNode> NodesIn(NodeRange range) => _levels[range.Level].Values.Where(node => range.Contains(node.Address));

    private static SortedList<long, TreeNode> Collect(IEnumerable<TreeNode> nodes) =>
        new(nodes.ToDictionary(node => node.Address.Index));
}
