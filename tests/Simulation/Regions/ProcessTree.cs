using Aevrion.Core.Tree;
using Aevrion.Grains.Tree;

namespace Aevrion.Simulation.Regions;

/// <summary>A process's view of its region's time tree: stored rows where they are valid, taken anew where they are stale.</summary>
internal sealed class ProcessTree(RegionProcess process)
{
    private readonly TreeRefresher _refresher = new(process.Store);

    private TreeShape Shape => process.World.Scenario.Shape;

    /// <summary>Closes the time that has passed.</summary>
    /// <returns>Leaves below it are closed.</returns>
    public async Task<long> CloseAsync()
    {
        var settle = TimeSpan.FromMilliseconds(process.World.Scenario.SettleDelayMs);
        var horizon = Shape.HorizonAt(process.Clock.NowMs(), settle);
        var floorMs = await process.Store.CloseAsync(Shape.StartOf(horizon), CancellationToken.None);
        process.Clock.RaiseTo(floorMs);
        return Shape.LeafOf(floorMs);
    }

    public async Task<TreeSnapshot> SnapshotAsync(long horizon) => new(horizon, await NodesAsync(Shape.Cover(horizon)));

    public async Task<IReadOnlyList<TreeNode>> NodesAsync(IReadOnlyList<NodeRange> ranges) =>
        await FreshenAsync(await process.Store.ReadNodesAsync(ranges, CancellationToken.None));

    public async Task<IReadOnlyList<TreeNode>> ChildrenAsync(IReadOnlyList<NodeAddress> parents) =>
        await FreshenAsync(await process.Store.ReadChildrenAsync(parents, CancellationToken.None));

    private async Task<IReadOnlyList<TreeNode>> FreshenAsync(IReadOnlyList<Storage.StoredNode> stored)
    {
        var nodes = new List<TreeNode>(stored.Count);
        foreach (var node in stored)
        {
            nodes.Add(node.Fresh ?? await _refresher.RefreshAsync(node.Address, CancellationToken.None)
                ?? throw new InvalidOperationException($"Node {node.Address} has a row and no events."));
        }

        return nodes;
    }
}
