using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Tree;

namespace Aevrion.Simulation.Regions;

/// <summary>A process's view of its region's time tree: stored rows where they are valid, taken anew where they are stale.</summary>
internal sealed class ProcessTree
{
    private readonly RegionProcess _process;
    private readonly TreeRefresher _refresher;
    private readonly LeafDigests _leafDigests;
    private Task _turn = Task.CompletedTask;
    private long _closedThroughMs;

    public ProcessTree(RegionProcess process)
    {
        _process = process;
        _refresher = new TreeRefresher(process.Store);
        _leafDigests = new LeafDigests(process.Store, _refresher, process.World.Scenario.LeafCacheBytes);
    }

    private TreeShape Shape => _process.World.Scenario.Shape;

    /// <summary>Closes the time that has passed.</summary>
    public async Task<HorizonRead> CloseAsync()
    {
        var settle = TimeSpan.FromMilliseconds(_process.World.Scenario.SettleDelayMs);
        var nowMs = _process.Clock.NowMs();
        var throughMs = Shape.StartOf(Shape.HorizonAt(nowMs, settle));
        if (throughMs > _closedThroughMs)
            _closedThroughMs = Math.Max(_closedThroughMs, await _process.Store.CloseAsync(throughMs, CancellationToken.None));
        var closed = Shape.LeafOf(_closedThroughMs);
        return new HorizonRead(closed, Math.Max(closed, Shape.LeafOf(nowMs) + 1));
    }

    public async Task<TreeSnapshot> SnapshotAsync(long horizon) =>
        new(horizon, await FreshenAsync(await _process.Store.ReadNodesAsync(Shape.Cover(horizon), CancellationToken.None)));

    public async Task<IReadOnlyList<TreeNode>> ChildrenAsync(IReadOnlyList<NodeAddress> parents) =>
        await FreshenAsync(await _process.Store.ReadChildrenAsync(parents, CancellationToken.None));

    /// <summary>One after the other: where several wait for one reading, the runtime lets all but one go on in other threads.</summary>
    public async Task<IReadOnlyList<LeafState>> LeafDigestsAsync(IReadOnlyList<NodeRange> ranges)
    {
        var before = _turn;
        var turn = new TaskCompletionSource();
        _turn = turn.Task;
        await before;
        try
        {
            return await _leafDigests.ReadAsync(ranges, CancellationToken.None);
        }
        finally
        {
            turn.SetResult();
        }
    }

    private Task<IReadOnlyList<TreeNode>> FreshenAsync(IReadOnlyList<StoredNode> stored) =>
        _refresher.FreshenAsync(stored, CancellationToken.None);
}
