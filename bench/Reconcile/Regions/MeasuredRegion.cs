using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Aevrion.Grains.Tree;
using Aevrion.Storage;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>A region as an exchange sees it: its store, and the tree over it.</summary>
internal sealed class MeasuredRegion(IEventLog log, ITreeStore tree, long horizon)
{
    private readonly TreeRefresher _refresher = new(tree);

    /// <summary>The geometry.</summary>
    public TreeShape Shape => tree.Shape;

    /// <summary>Leaves below it are compared: all events.</summary>
    public long Horizon => horizon;

    /// <summary>Events in the log.</summary>
    public Task<long> CountAsync(CancellationToken cancellationToken) => log.CountAsync(cancellationToken);

    /// <summary>Adds events, in as many transactions as they need.</summary>
    public async Task AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
    {
        foreach (var part in events.Chunk(StorageLimits.MaxTransactionEvents))
            await log.AppendAsync(part, cancellationToken);
    }

    /// <summary>Takes all digests that are not valid, so that an exchange finds the tree as the ticks before it would have left it.</summary>
    public Task<TreeSnapshot> WarmAsync(CancellationToken cancellationToken) => SnapshotAsync(horizon, cancellationToken);

    /// <summary>Performs what a machine asks of its region.</summary>
    public async Task<SyncInput> PerformAsync(SyncEffect effect, CancellationToken cancellationToken) => effect switch
    {
        ReadHorizon => new HorizonRead(horizon, horizon),
        ReadSnapshot read => new SnapshotRead(await SnapshotAsync(read.Horizon, cancellationToken)),
        ReadChildren read => new ChildrenRead(await FreshenAsync(await tree.ReadChildrenAsync(read.Parents, cancellationToken), cancellationToken)),
        ReadLeafDigests read => new LeafDigestsRead(await LeafDigestsAsync(read.Ranges, cancellationToken)),
        ReadRange read => new EventsRead(await RangeAsync(read, cancellationToken)),
        ReadLeaves read => new LeavesRead(await tree.ReadLeavesAsync(read.Leaves, cancellationToken)),
        ReadEvents read => new EventsRead(await log.ReadEventsAsync(read.Stamps, ProtocolLimits.TargetFrameBytes, cancellationToken)),
        AdmitEvents admit => new EventsAdmitted(await AdmitAsync(admit.Events, cancellationToken)),
        _ => throw new InvalidOperationException(effect.GetType().Name),
    };

    private async Task<IReadOnlyList<LeafState>> LeafDigestsAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken)
    {
        var nodes = await FreshenAsync(await tree.ReadNodesAsync(ranges, cancellationToken), cancellationToken);
        return [.. nodes.Select(node => new LeafState(node.Address.Index, node.Count, node.Digest))];
    }

    private async Task<IReadOnlyList<Event>> RangeAsync(ReadRange read, CancellationToken cancellationToken)
    {
        var nodes = await LeafDigestsAsync([read.Leaves], cancellationToken);
        var first = read.After is { } after ? Shape.LeafOf(after.Timestamp) : 0;
        var leaves = await tree.ReadLeavesAsync(
            [.. nodes.Where(leaf => leaf.Leaf >= first).Take(ProtocolLimits.MaxParentsPerRequest).Select(leaf => leaf.Leaf)], cancellationToken);
        var stamps = leaves.OrderBy(leaf => leaf.Key).SelectMany(leaf => leaf.Value)
            .Where(stamp => read.After is not { } behind || stamp > behind).Take(ProtocolLimits.MaxEventsPerFrame).ToList();
        return await log.ReadEventsAsync(stamps, ProtocolLimits.TargetFrameBytes, cancellationToken);
    }

    private async Task<int> AdmitAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) =>
        (await log.AppendAsync(events, cancellationToken)).Count(added => added);

    private async Task<TreeSnapshot> SnapshotAsync(long below, CancellationToken cancellationToken) =>
        new(below, await FreshenAsync(await tree.ReadNodesAsync(Shape.Cover(below), cancellationToken), cancellationToken));

    private async Task<IReadOnlyList<TreeNode>> FreshenAsync(IReadOnlyList<StoredNode> stored, CancellationToken cancellationToken)
    {
        var nodes = new List<TreeNode>(stored.Count);
        foreach (var node in stored)
            nodes.Add(node.Fresh ?? await RefreshAsync(node.Address, cancellationToken));
        return nodes;
    }

    private async Task<TreeNode> RefreshAsync(NodeAddress address, CancellationToken cancellationToken) =>
        await _refresher.RefreshAsync(address, cancellationToken)
        ?? throw new InvalidOperationException($"Node {address} has a row and no events.");
}
