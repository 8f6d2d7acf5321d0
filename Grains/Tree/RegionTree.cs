using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Core.Tree;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Tree;
using Orleans;

namespace Aevrion.Grains.Tree;

/// <summary>
/// Reads the region's time tree. Rows whose digests are valid are answered as they are, in one query; stale ones are taken anew by
/// their <see cref="ITreeNodeGrain"/>.
/// </summary>
/// <remarks>Every read throws <see cref="StorageUnavailableException"/> when the database does not answer.</remarks>
public sealed class RegionTree(
    ITreeStore store, IEventLog log, LeafDigests leafDigests, IGrainFactory grains, RegionClock clock, RegionOptions options)
{
    /// <summary>Stale nodes taken anew side by side.</summary>
    private const int MaxRefreshesAtOnce = 4;

    /// <summary>Closed time that this silo knows of, in milliseconds since the Unix epoch: never more than the log has closed.</summary>
    private long _closedThroughMs;

    /// <summary>The geometry.</summary>
    public TreeShape Shape => store.Shape;

    /// <summary>Leaves below it have had their time. Promises nothing; see <see cref="CloseAsync"/>.</summary>
    public long Horizon() => Shape.HorizonAt(clock.NowMs(), options.SettleDelay);

    /// <summary>Leaves below it may hold events by now.</summary>
    public long OpenHorizon() => Shape.LeafOf(clock.AdmittedThroughMs()) + 1;

    /// <summary>
    /// Closes the leaves that have had their time: what this region dates itself enters none of them any more, in any silo, for good.
    /// Asks the database only when there is something to close.
    /// </summary>
    /// <returns>The closed horizon: leaves below it are closed. Never less than an earlier answer.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer; nothing is promised.</exception>
    public async Task<long> CloseAsync(CancellationToken cancellationToken)
    {
        var throughMs = Shape.StartOf(Horizon());
        if (throughMs > Volatile.Read(ref _closedThroughMs))
            NoteClosed(await log.CloseAsync(throughMs, cancellationToken));
        return Shape.LeafOf(Volatile.Read(ref _closedThroughMs));
    }

    /// <summary>The progressive digest below a horizon.</summary>
    public async Task<TreeSnapshot> SnapshotAsync(long horizon, CancellationToken cancellationToken) =>
        new(horizon, await FreshenAsync(await store.ReadNodesAsync(Shape.Cover(horizon), cancellationToken), cancellationToken));

    /// <summary>One node as it is now, also beyond the horizon; null when it is empty.</summary>
    public async Task<TreeNode?> NodeAsync(NodeAddress address, CancellationToken cancellationToken)
    {
        var range = new NodeRange(address.Level, address.Index, address.Index + 1);
        var nodes = await FreshenAsync(await store.ReadNodesAsync([range], cancellationToken), cancellationToken);
        return nodes.Count == 0 ? null : nodes[0];
    }

    /// <summary>The non-empty nodes of a range as they are kept, ascending: the digests that are not valid are not taken anew.</summary>
    public Task<IReadOnlyList<StoredNode>> StoredAsync(NodeRange range, CancellationToken cancellationToken) =>
        store.ReadNodesAsync([range], cancellationToken);

    /// <summary>The non-empty children of inner nodes of one level, ascending by index.</summary>
    public async Task<IReadOnlyList<TreeNode>> ChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        await FreshenAsync(await store.ReadChildrenAsync(parents, cancellationToken), cancellationToken);

    /// <summary>The stamps of the events in these leaves, in (timestamp, id) order; empty leaves are absent.</summary>
    public Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> LeavesAsync(
        IReadOnlyList<long> leaves, CancellationToken cancellationToken) => store.ReadLeavesAsync(leaves, cancellationToken);

    /// <summary>
    /// The non-empty leaves in these ranges of leaves (ascending, disjoint, <see cref="ReadLeafDigests.MaxLeaves"/> in all at most),
    /// ascending.
    /// </summary>
    public Task<IReadOnlyList<LeafState>> LeafDigestsAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        leafDigests.ReadAsync(ranges, cancellationToken);

    /// <summary>
    /// The events of a range of leaves behind a stamp, all for null, in (timestamp, id) order: as many as a frame takes. An empty answer
    /// means that there are no more.
    /// </summary>
    public Task<IReadOnlyList<Event>> RangeAsync(NodeRange leaves, EventStamp? after, CancellationToken cancellationToken)
    {
        var beyond = Shape.LeafOf(EventLimits.MaxTimestamp) + 1;
        return log.ReadRangeAsync(
            Shape.StartOf(Math.Min(leaves.First, beyond)),
            Shape.StartOf(Math.Min(leaves.End, beyond)),
            after,
            ProtocolLimits.MaxEventsPerFrame,
            ProtocolLimits.TargetFrameBytes,
            cancellationToken);
    }

    private void NoteClosed(long floorMs)
    {
        var knownMs = Volatile.Read(ref _closedThroughMs);
        while (floorMs > knownMs)
        {
            var seenMs = Interlocked.CompareExchange(ref _closedThroughMs, floorMs, knownMs);
            if (seenMs == knownMs)
                return;
            knownMs = seenMs;
        }
    }

    private async Task<IReadOnlyList<TreeNode>> FreshenAsync(IReadOnlyList<StoredNode> stored, CancellationToken cancellationToken)
    {
        var nodes = new TreeNode[stored.Count];
        var stale = new List<int>();
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].Fresh is { } fresh)
                nodes[i] = fresh;
            else
                stale.Add(i);
        }

        foreach (var group in stale.Chunk(MaxRefreshesAtOnce))
        {
            var taken = await Task.WhenAll(group.Select(i => RefreshAsync(stored[i].Address))).WaitAsync(cancellationToken);
            foreach (var (i, node) in group.Zip(taken))
                nodes[i] = node;
        }

        return nodes;
    }

    private async Task<TreeNode> RefreshAsync(NodeAddress address)
    {
        var state = await grains.GetGrain<ITreeNodeGrain>(address.ToString()).GetNode()
            ?? throw new InvalidOperationException($"Node {address} has a row and no events.");
        return new TreeNode(address, state.Count, state.Digest);
    }
}
