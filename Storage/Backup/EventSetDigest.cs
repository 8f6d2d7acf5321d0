using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Backup;

/// <summary>
/// The root digest of a sequence of events, over all time: what a region that holds these events and no others answers for its whole tree. Keeps
/// the unfinished nodes alone, so memory does not depend on the number of events. Not safe for use by several threads at once.
/// </summary>
internal sealed class EventSetDigest
{
    private readonly TreeShape _shape;
    private readonly LeafHasher _leaf = new();
    private readonly List<TreeNode> _covered = [];
    private readonly List<TreeNode>[] _siblings;
    private readonly NodeRange?[] _cover;
    private long _leafIndex;
    private long _leafEndMs = long.MinValue;

    /// <param name="shape">Geometry of the tree.</param>
    public EventSetDigest(TreeShape shape)
    {
        _shape = shape;
        _siblings = [.. Enumerable.Range(0, shape.HighestLevel + 1).Select(_ => new List<TreeNode>())];
        _cover = new NodeRange?[shape.HighestLevel + 1];
        foreach (var range in shape.Cover(Beyond(shape)))
            _cover[range.Level] = range;
    }

    /// <summary>The horizon behind all time.</summary>
    public static long Beyond(TreeShape shape) => shape.LeafOf(EventLimits.MaxTimestamp) + 1;

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
    }

    /// <summary>Count and digest of what was added. Nothing can be added afterwards.</summary>
    public TreeSnapshot Finish()
    {
        CloseLeaf();
        for (var level = 0; level < _siblings.Length; level++)
            CloseParent(level);
        return new TreeSnapshot(Beyond(_shape), _covered);
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
        var (level, index) = (node.Address.Level, node.Address.Index);
        if (_cover[level] is { } covered && index >= covered.First && index < covered.End)
        {
            CloseParent(level);
            _covered.Add(node);
            return;
        }

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
        var parent = new TreeNode(_shape.ParentOf(siblings[0].Address), siblings.Sum(sibling => sibling.Count), TreeDigest.OfInner(siblings));
        siblings.Clear();
        Add(parent);
    }
}
