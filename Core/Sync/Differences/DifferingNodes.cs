using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Differences;

/// <summary>
/// The nodes that an exchange finds to differ: leaves, and higher nodes that one side lacks. When there are too many, the lowest are
/// replaced by the nodes above them. Safe for concurrent use.
/// </summary>
/// <param name="shape">The tree's geometry.</param>
/// <param name="maxNodes">Nodes at most; no fewer than the tree's branching factor.</param>
public sealed class DifferingNodes(TreeShape shape, int maxNodes = DifferenceLimits.MaxNodes)
{
    private readonly Lock _lock = new();
    private readonly HashSet<NodeAddress> _nodes = [];
    private int _lowest;

    /// <summary>True when nodes were replaced by those above them.</summary>
    public bool IsMerged { get; private set; }

    /// <summary>Takes note of a node.</summary>
    public void Add(NodeAddress node)
    {
        lock (_lock)
        {
            while (node.Level < _lowest)
                node = shape.ParentOf(node);
            _nodes.Add(node);
            while (_nodes.Count > Math.Max(maxNodes, shape.BranchingFactor) && _lowest < shape.HighestLevel)
                Merge();
        }
    }

    /// <summary>The nodes so far.</summary>
    public IReadOnlyList<NodeAddress> Read()
    {
        lock (_lock)
            return [.. _nodes];
    }

    private void Merge()
    {
        IsMerged = true;
        foreach (var node in _nodes.Where(node => node.Level == _lowest).ToList())
        {
            _nodes.Remove(node);
            _nodes.Add(shape.ParentOf(node));
        }

        _lowest++;
    }
}
