namespace Aevrion.Storage.Tree;

/// <summary>
/// Blocks of leaves kept in memory, the least recently used given up first. A block is as good as new while the count of its node is
/// what it was: counts only grow, and with an equal count nothing under the node has changed. Safe for concurrent use.
/// </summary>
/// <param name="maxBytes">Most memory the blocks take together.</param>
internal sealed class LeafCache(long maxBytes)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LinkedListNode<LeafBlock>> _blocks = [];
    private readonly LinkedList<LeafBlock> _byUse = [];

    private long _generation;

    /// <summary>Memory taken by the blocks, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>How often everything was given up: what was read before does not count any more.</summary>
    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The block if it holds everything that was there when its node had this count; else null.</summary>
    /// <remarks>A higher count here is of a later moment than the one asked for.</remarks>
    public LeafBlock? Find(long index, long count)
    {
        lock (_gate)
        {
            if (!_blocks.TryGetValue(index, out var entry) || entry.Value.Count < count)
                return null;
            _byUse.Remove(entry);
            _byUse.AddFirst(entry);
            return entry.Value;
        }
    }

    /// <summary>Keeps a block unless a later one of the same node is kept already, or everything was given up meanwhile.</summary>
    /// <param name="block">The block.</param>
    /// <param name="generation"><see cref="Generation"/> before it was read.</param>
    public void Keep(LeafBlock block, long generation)
    {
        lock (_gate)
        {
            if (generation != _generation)
                return;
            if (_blocks.TryGetValue(block.Index, out var known))
            {
                if (known.Value.Count > block.Count)
                    return;
                Forget(known);
            }

            _blocks.Add(block.Index, _byUse.AddFirst(block));
            Bytes += block.Bytes;
            while (Bytes > maxBytes)
                Forget(_byUse.Last!);
        }
    }

    /// <summary>Gives up all blocks.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _blocks.Clear();
            _byUse.Clear();
            Bytes = 0;
            _generation++;
        }
    }

    private void Forget(LinkedListNode<LeafBlock> entry)
    {
        _byUse.Remove(entry);
        _blocks.Remove(entry.Value.Index);
        Bytes -= entry.Value.Bytes;
    }
}
