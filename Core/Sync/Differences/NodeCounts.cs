using System.Runtime.InteropServices;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Differences;

/// <summary>
/// Events counted by leaf. When there are too many leaves they are counted by the nodes above them, level after level, until nothing is
/// left. Not safe for concurrent use.
/// </summary>
/// <param name="shape">The tree's geometry.</param>
/// <param name="maxNodes">Nodes at most; no fewer than the tree's branching factor.</param>
public sealed class NodeCounts(TreeShape shape, int maxNodes = DifferenceLimits.MaxNodes)
{
    private readonly int _maxNodes = Math.Max(maxNodes, shape.BranchingFactor);
    private Dictionary<long, long> _counts = [];

    /// <summary>The level on which events are counted, 0 for leaves.</summary>
    public int Level { get; private set; }

    /// <summary>Events in all nodes.</summary>
    public long Total { get; private set; }

    /// <summary>The nodes that are not empty, on <see cref="Level"/>, with their events.</summary>
    public IReadOnlyDictionary<long, long> Nodes => _counts;

    /// <summary>Counts an event.</summary>
    public void Add(long timestamp) => Add(0, shape.LeafOf(timestamp), 1);

    /// <summary>Counts the events of a node. One above <see cref="Level"/> makes that the level of all.</summary>
    public void Add(int level, long index, long count)
    {
        while (Level < level)
            Coarsen();
        for (; level < Level; level++)
            index /= shape.BranchingFactor;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, index, out _) += count;
        Total += count;
        while (_counts.Count > _maxNodes && Level < shape.HighestLevel)
            Coarsen();
    }

    /// <summary>Counts all of others.</summary>
    public void Add(NodeCounts others)
    {
        foreach (var (index, count) in others._counts)
            Add(others.Level, index, count);
    }

    /// <summary>An event that was counted counts no more.</summary>
    public void Remove(long timestamp)
    {
        var index = shape.AncestorOf(shape.LeafOf(timestamp), Level).Index;
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, index);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
            throw new InvalidOperationException("The event was not counted.");
        Total--;
        if (--count == 0)
            _counts.Remove(index);
        if (Total == 0)
            Level = 0;
    }

    /// <summary>Forgets the nodes all of whose time is before a timestamp.</summary>
    public void RemoveBefore(long timestamp)
    {
        var leaf = shape.LeafOf(timestamp);
        foreach (var (index, count) in _counts.Where(node => shape.LeavesUnder(new NodeAddress(Level, node.Key)).End <= leaf).ToList())
        {
            _counts.Remove(index);
            Total -= count;
        }

        if (Total == 0)
            Level = 0;
    }

    private void Coarsen()
    {
        var above = new Dictionary<long, long>();
        foreach (var (index, count) in _counts)
            CollectionsMarshal.GetValueRefOrAddDefault(above, index / shape.BranchingFactor, out _) += count;
        _counts = above;
        Level++;
    }
}
