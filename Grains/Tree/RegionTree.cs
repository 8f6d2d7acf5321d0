using Aevrion.Core.Events;
using Aevrion.Core.Time;
using Aevrion.Core.Tree;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Tree;
using Aevrion.Storage;
using Orleans;

namespace Aevrion.Grains.Tree;

/// <summary>
/// Reads the region's time tree. Rows whose digests are valid are answered as they are, in one query; stale ones are taken anew by
/// their <see cref="ITreeNodeGrain"/>.
/// </summary>
/// <remarks>Every read throws <see cref="StorageUnavailableException"/> when the database does not answer.</remarks>
public sealed class RegionTree(ITreeStore store, IGrainFactory grains, RegionClock clock, RegionOptions options)
{
    /// <summary>Stale nodes taken anew side by side.</summary>
    private const int MaxRefreshesAtOnce = 4;

    /// <summary>The geometry.</summary>
    public TreeShape Shape => store.Shape;

    /// <summary>Leaves below it are closed now.</summary>
    public long Horizon() => Shape.HorizonAt(clock.NowMs(), options.SettleDelay);

    /// <summary>Leaves below it may hold events by now.</summary>
    public long OpenHorizon() => Shape.LeafOf(clock.AdmittedThroughMs()) + 1;

    /// <summary>The non-empty leaves in these ranges of leaves, ascending.</summary>
    public async Task<IReadOnlyList<LeafState>> LeafDigestsAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken)
    {
        var nodes = await FreshenAsync(await store.ReadNodesAsync(ranges, cancellationToken), cancellationToken);
        return [.. nodes.Select(node => new LeafState(node.Address.Index, node.Count, node.Digest))];
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

    /// <summary>The non-empty children of inner nodes of one level, ascending by index.</summary>
    public async Task<IReadOnlyList<TreeNode>> ChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        await FreshenAsync(await store.ReadChildrenAsync(parents, cancellationToken), cancellationToken);

    /// <summary>The stamps of the events in these leaves, in (timestamp, id) order; empty leaves are absent.</summary>
    public Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> LeavesAsync(
        IReadOnlyList<long> leaves, CancellationToken cancellationToken) => store.ReadLeavesAsync(leaves, cancellationToken);

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
