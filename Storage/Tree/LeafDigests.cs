using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tree;

/// <summary>
/// Answers count and digest of many leaves at the price of one small query: leaves are kept in memory in blocks, a block for each
/// node some levels above them, and the count of that node tells whether its block is still right. Only the leaves of blocks that
/// changed are read again, and only stale digests that are asked for are taken anew.
/// </summary>
/// <remarks>
/// <para>An answer holds at least every event that was committed before it was asked for. It is no snapshot: blocks are as new as they
/// were when each was read.</para>
/// <para>Safe for concurrent use. A block that several callers miss is read once.</para>
/// </remarks>
public sealed class LeafDigests
{
    /// <summary>Memory that the blocks take at most unless said otherwise (64 MiB): 1.3 million leaves, 2.6 years of full minutes.</summary>
    public const long DefaultMaxCacheBytes = 64L * 1024 * 1024;

    /// <summary>Blocks read at once.</summary>
    private const int MaxBlocksAtOnce = 64;

    private readonly ITreeStore _store;
    private readonly int _level;
    private readonly LeafCache _cache;
    private readonly LeafBlockReader _reader;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Task> _readings = [];

    /// <param name="store">The rows of the tree.</param>
    /// <param name="refresher">Takes stale digests.</param>
    /// <param name="maxCacheBytes">Memory that the blocks take at most; answers that are still in use come on top.</param>
    public LeafDigests(ITreeStore store, TreeRefresher refresher, long maxCacheBytes = DefaultMaxCacheBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxCacheBytes);
        _store = store;
        _level = TreeBlocks.LevelIn(store.Shape);
        _cache = new LeafCache(maxCacheBytes);
        _reader = new LeafBlockReader(store, refresher, _level);
    }

    /// <summary>Memory taken by the blocks, in bytes.</summary>
    public long CachedBytes => _cache.Bytes;

    /// <summary>The non-empty leaves in these ranges with their count and digest.</summary>
    /// <param name="ranges">Level 0, ascending, disjoint; <see cref="ReadLeafDigests.MaxLeaves"/> leaves in all at most, empty ones included.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Ascending by leaf.</returns>
    /// <exception cref="ArgumentException">The ranges are not as asked for.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<IReadOnlyList<LeafState>> ReadAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken)
    {
        LeafRanges.Check(ranges);
        var nodes = await _store.ReadNodesAsync(LeafRanges.Over(_store.Shape, ranges, _level), cancellationToken).ConfigureAwait(false);
        var blocks = new SortedDictionary<long, LeafBlock>();
        var missing = nodes.Where(node => !TryTake(node, ranges, blocks)).ToList();
        while (missing.Count > 0)
        {
            await ReadMissingAsync(missing, ranges, blocks, cancellationToken).ConfigureAwait(false);
            missing.RemoveAll(node => blocks.ContainsKey(node.Address.Index) || TryTake(node, ranges, blocks));
        }

        return new LeafStates(ranges, [.. blocks.Values], _store.Shape, _level);
    }

    /// <summary>Forgets all blocks: what they were made of may have been wrong.</summary>
    public void Forget() => _cache.Clear();

    private bool TryTake(StoredNode node, IReadOnlyList<NodeRange> ranges, SortedDictionary<long, LeafBlock> blocks)
    {
        if (_cache.Find(node.Address.Index, node.Count) is not { } block || !block.Knows(ranges))
            return false;
        blocks.Add(block.Index, block);
        return true;
    }

    /// <summary>Reads those blocks that nobody reads at the moment, or, when there are none, waits for somebody who reads one.</summary>
    private async Task ReadMissingAsync(
        IReadOnlyList<StoredNode> missing, IReadOnlyList<NodeRange> ranges, SortedDictionary<long, LeafBlock> blocks, CancellationToken cancellationToken)
    {
        var generation = _cache.Generation;
        var done = new TaskCompletionSource();
        var (claimed, others) = Claim(missing, done.Task);
        if (claimed.Count == 0)
        {
            await others!.WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            foreach (var block in await _reader.ReadAsync(claimed, ranges, cancellationToken).ConfigureAwait(false))
            {
                blocks.Add(block.Index, block);
                _cache.Keep(block, generation);
            }
        }
        finally
        {
            lock (_gate)
            {
                foreach (var index in claimed)
                    _readings.Remove(index);
            }

            // Also after a failure: whoever waits then reads by himself.
            done.SetResult();
        }
    }

    /// <summary>Takes on blocks that nobody reads; answers them, and a reading by somebody else.</summary>
    private (IReadOnlyList<long> Claimed, Task? Others) Claim(IReadOnlyList<StoredNode> missing, Task reading)
    {
        var claimed = new List<long>();
        Task? others = null;
        lock (_gate)
        {
            foreach (var index in missing.Select(node => node.Address.Index))
            {
                if (_readings.TryGetValue(index, out var other))
                    others ??= other;
                else if (claimed.Count < MaxBlocksAtOnce)
                    claimed.Add(index);
            }

            foreach (var index in claimed)
                _readings.Add(index, reading);
        }

        return (claimed, others);
    }
}
