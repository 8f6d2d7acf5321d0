using Aevrion.Core.Tree;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// Makes the nodes over a sequence of events, from the leaves to the level that spans are cut on. Counts are of what was added and digests of the same,
/// so nothing is kept of an event but its place in the hash. Not safe for use by several threads at once.
/// </summary>
internal sealed class SpanTree
{
    private readonly TreeShape _shape;
    private readonly List<NodeTruth>[] _nodes;
    private readonly List<TreeNode>[] _siblings;
    private readonly LeafHasher _leaf = new();
    private long _leafIndex;
    private long _leafEndMs = long.MinValue;

    /// <param name="shape">Geometry of the tree.</param>
    /// <param name="level">The highest level made.</param>
    public SpanTree(TreeShape shape, int level)
    {
        _shape = shape;
        _nodes = [.. Enumerable.Range(0, level + 1).Select(_ => new List<NodeTruth>())];
        _siblings = [.. Enumerable.Range(0, level + 1).Select(_ => new List<TreeNode>())];
    }

    /// <summary>Events added.</summary>
    public long Events { get; private set; }

    /// <summary>Leaves made, the one that events are added to left out.</summary>
    public int Leaves => _nodes[0].Count;

    /// <summary>Adds the next event, in (timestamp, id) order.</summary>
    public void Add(long timestamp, ReadOnlySpan<byte> id)
    {
        if (timestamp >= _leafEndMs)
        {
            CloseLeaf();
            _leafIndex = _shape.LeafOf(timestamp);
            _leafEndMs = _shape.StartOf(_leafIndex + 1);
        }

        _leaf.Add(id);
        Events++;
    }

    /// <summary>All nodes over what was added, in <see cref="RowOrder"/>. Nothing can be added afterwards.</summary>
    public List<NodeTruth> Finish()
    {
        CloseLeaf();
        for (var level = 0; level < _siblings.Length - 1; level++)
            CloseParent(level);
        return [.. _nodes.SelectMany(nodes => nodes)];
    }

    private void CloseLeaf()
    {
        if (_leaf.Count == 0)
            return;
        var count = _leaf.Count;
        Add(new TreeNode(new NodeAddress(0, _leafIndex), count, _leaf.Finish()));
    }

    private void Add(TreeNode node)
    {
        var level = node.Address.Level;
        _nodes[level].Add(new NodeTruth(node.Address, node.Count, node.Digest));
        if (level == _siblings.Length - 1)
            return;
        if (_siblings[level] is [var sibling, ..] && _shape.ParentOf(sibling.Address) != _shape.ParentOf(node.Address))
            CloseParent(level);
        _siblings[level].Add(node);
    }

    /// <summary>Makes the parent of the nodes of a level that wait for theirs.</summary>
    private void CloseParent(int level)
    {
        var siblings = _siblings[level];
        if (siblings.Count == 0)
            return;
        var count = 0L;
        foreach (var sibling in siblings)
            count += sibling.Count;
        var parent = new TreeNode(_shape.ParentOf(siblings[0].Address), count, TreeDigest.OfInner(siblings));
        siblings.Clear();
        Add(parent);
    }
}
