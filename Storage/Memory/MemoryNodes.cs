using Aevrion.Core;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Memory;

/// <summary>The rows of the time tree. Not safe for concurrent use.</summary>
internal sealed class MemoryNodes(TreeShape shape)
{
    private readonly Dictionary<NodeAddress, MemoryNode> _nodes = [];
    private readonly SortedSet<NodeAddress> _addresses = [];

    /// <summary>One more event under a leaf and all nodes above it.</summary>
    public void Grow(long leaf)
    {
        var node = new NodeAddress(0, leaf);
        for (var level = 0; level <= shape.HighestLevel; level++, node = shape.ParentOf(node))
        {
            if (!_nodes.TryGetValue(node, out var row))
            {
                _nodes.Add(node, row = new MemoryNode());
                _addresses.Add(node);
            }

            row.Count++;
        }
    }

    /// <summary>Keeps a digest unless one of more events is kept already.</summary>
    public void Keep(TreeNode node)
    {
        if (_nodes.TryGetValue(node.Address, out var row) && row.DigestCount <= node.Count)
            (row.Digest, row.DigestCount) = (node.Digest, node.Count);
    }

    public IReadOnlyList<StoredNode> Read(IEnumerable<NodeRange> ranges) =>
    [
        .. ranges
            .SelectMany(range => _addresses.GetViewBetween(new(range.Level, range.First), new(range.Level, range.End - 1)))
            .Select(address => Stored(address, _nodes[address])),
    ];

    private static StoredNode Stored(NodeAddress address, MemoryNode row) =>
        new(address, row.Count, row.DigestCount == row.Count ? row.Digest : null);

    private sealed class MemoryNode
    {
        public long Count { get; set; }

        public Hash256 Digest { get; set; }

        public long DigestCount { get; set; }
    }
}
