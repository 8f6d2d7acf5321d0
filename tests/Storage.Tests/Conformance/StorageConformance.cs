using Aevrion.Core.Events;
using Aevrion.Core.Tree;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>What every store keeps. Derived classes bring the store; nothing here knows which it is.</summary>
public abstract partial class StorageConformance
{
    /// <summary>Small enough that a handful of events reaches every level.</summary>
    private static readonly TreeShape SmallShape = new(granularityMs: 1_000, branchingFactor: 4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An empty store; it lives as long as the test.</summary>
    protected abstract Task<TestStore> OpenAsync(TreeShape shape);

    private static async Task AssertCountsAsync(TestStore store, EventModel model)
    {
        for (var level = 0; level <= store.Tree.Shape.HighestLevel; level++)
        {
            var stored = await store.Tree.ReadNodesAsync([new NodeRange(level, 0, long.MaxValue)], Cancellation);
            Assert.Equal(model.Nodes(level).Select(node => (node.Address, node.Count)), stored.Select(node => (node.Address, node.Count)));
        }

        Assert.Equal(model.Count, await store.Log.CountAsync(Cancellation));
    }

    private static async Task AssertReadsAsync(TestStore store, EventModel model)
    {
        foreach (var key in model.Keys)
        {
            var history = model.History(key);
            Assert.Equal(
                SampleEvents.Describe(history[0]), SampleEvents.Describe(await store.Log.ReadLatestAsync(key, Cancellation)));
            var page = await store.Log.ReadHistoryAsync(key, null, StorageLimits.MaxPage, includeValues: false, Cancellation);
            Assert.Equal(history.Select(version => version.Stamp), page.Select(version => version.Stamp));
            foreach (var version in history)
            {
                Assert.Equal(
                    SampleEvents.Describe(model.At(key, version.Timestamp)),
                    SampleEvents.Describe(await store.Log.ReadAtAsync(key, version.Timestamp, Cancellation)));
            }
        }
    }

    /// <summary>Takes the digests of all nodes from what the store reads, as a region does, and compares each level with the model.</summary>
    private static async Task AssertDigestsAsync(TestStore store, EventModel model)
    {
        var leaves = model.Nodes(0).Select(node => node.Address.Index).ToArray();
        var stamps = await store.Tree.ReadLeavesAsync(leaves, Cancellation);
        TreeNode[] nodes =
        [
            .. stamps.OrderBy(leaf => leaf.Key).Select(leaf => new TreeNode(
                new NodeAddress(0, leaf.Key), leaf.Value.Count, TreeDigest.OfLeaf(leaf.Value.Select(stamp => stamp.Id)))),
        ];
        for (var level = 0; level <= store.Tree.Shape.HighestLevel; level++)
        {
            Assert.Equal(model.Nodes(level), nodes);
            await store.Tree.SaveDigestsAsync(nodes, Cancellation);
            var parents = nodes.Select(node => store.Tree.Shape.ParentOf(node.Address)).Distinct().ToArray();
            var children = level < store.Tree.Shape.HighestLevel ? await store.Tree.ReadChildrenAsync(parents, Cancellation) : [];
            nodes =
            [
                .. children.GroupBy(child => store.Tree.Shape.ParentOf(child.Address)).Select(node => new TreeNode(
                    node.Key, node.Sum(child => child.Count), TreeDigest.OfInner(node.Select(child => child.Fresh!.Value)))),
            ];
        }
    }

    private static Task<IReadOnlyList<bool>> AppendAsync(TestStore store, params IReadOnlyList<Event> events) =>
        store.Log.AppendAsync(events, Cancellation);
}
