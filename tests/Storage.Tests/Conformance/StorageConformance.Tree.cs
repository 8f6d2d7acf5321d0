using Aevrion.Core;
using Aevrion.Core.Tree;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task The_store_has_the_shape_it_was_opened_with()
    {
        var store = await OpenAsync(SmallShape);
        Assert.Equal(SmallShape, store.Tree.Shape);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1_000, 4)]
    [InlineData(60_000, 32)]
    [InlineData(86_400_000, 1024)]
    public async Task Counts_are_kept_on_every_level_of_every_shape(long granularityMs, int branchingFactor)
    {
        var shape = new TreeShape(granularityMs, branchingFactor);
        var store = await OpenAsync(shape);
        Core.Events.Event[] events =
        [
            .. Series(20, granularityMs / 3 + 1), .. Series(20, granularityMs * branchingFactor, "wide", start: 0),
            Put("first", "v", 0), Put("last", "v", Core.Events.EventLimits.MaxTimestamp),
        ];
        foreach (var batch in events.Chunk(9))
            await AppendAsync(store, batch);

        await AssertCountsAsync(store, new EventModel(shape, events));
    }

    [Fact]
    public async Task Nodes_come_top_level_first_and_once_however_the_ranges_overlap()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(12, stepMs: 1_000, start: 0);
        await AppendAsync(store, events);

        var nodes = await store.Tree.ReadNodesAsync(
            [new NodeRange(0, 8, 10), new NodeRange(1, 0, 2), new NodeRange(0, 9, 11), new NodeRange(0, 3, 3), new NodeRange(2, 5, 9), new NodeRange(0, 1, 2)],
            Cancellation);

        NodeAddress[] expected = [new(1, 0), new(1, 1), new(0, 1), new(0, 8), new(0, 9), new(0, 10)];
        Assert.Equal(expected, nodes.Select(node => node.Address));
        Assert.Equal([4L, 4, 1, 1, 1, 1], nodes.Select(node => node.Count));
        Assert.Empty(await store.Tree.ReadNodesAsync([], Cancellation));
    }

    [Fact]
    public async Task Children_are_the_non_empty_nodes_one_level_down()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500), Put("b", "v", 3_000), Put("c", "v", 4_000), Put("d", "v", 17_000));

        var leaves = await store.Tree.ReadChildrenAsync([new NodeAddress(1, 4), new NodeAddress(1, 0), new NodeAddress(1, 2)], Cancellation);
        var inner = await store.Tree.ReadChildrenAsync([new NodeAddress(2, 0), new NodeAddress(2, 1)], Cancellation);

        Assert.Equal([new(0, 0), new(0, 3), new(0, 17)], leaves.Select(node => node.Address));
        Assert.Equal([new(1, 0), new(1, 1), new(1, 4)], inner.Select(node => node.Address));
        Assert.Empty(await store.Tree.ReadChildrenAsync([], Cancellation));
    }

    [Fact]
    public async Task Nodes_that_no_tree_has_have_no_children_and_no_events()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500));
        Assert.Empty(await store.Tree.ReadChildrenAsync(
            [new NodeAddress(0, 0), new NodeAddress(1, -1), new NodeAddress(1, long.MaxValue), new NodeAddress(60, 0)], Cancellation));
        Assert.Empty(await store.Tree.ReadLeavesAsync([-1, long.MaxValue, long.MinValue], Cancellation));
    }

    [Fact]
    public async Task Leaves_bring_their_stamps_in_order_whether_they_are_neighbours_or_not()
    {
        var store = await OpenAsync(SmallShape);
        Core.Events.Event[] events = [.. Tie("tie", 2_000, 4), Put("a", "v", 1_999), Put("b", "v", 2_999), Put("c", "v", 3_000), Put("d", "v", 9_500)];
        await AppendAsync(store, [.. events.Reverse()]);

        var leaves = await store.Tree.ReadLeavesAsync([9, 2, 3, 5, 2], Cancellation);

        Assert.Equal([2, 3, 9], leaves.Keys.Order());
        Assert.Equal([.. events[..4].Select(@event => @event.Stamp), events[5].Stamp], leaves[2]);
        Assert.Equal([events[6].Stamp], leaves[3]);
        Assert.Equal([events[7].Stamp], leaves[9]);
        Assert.Empty(await store.Tree.ReadLeavesAsync([], Cancellation));
    }

    [Fact]
    public async Task Leaves_are_taken_as_their_events_are_wherever_they_lie()
    {
        var store = await OpenAsync(SmallShape);
        Core.Events.Event[] events = [.. Tie("tie", 2_000, 4), .. Series(1_200, stepMs: 1, start: 5_000), Put("a", "v", 1_999), Put("b", "v", 9_500)];
        foreach (var batch in events.Reverse().Chunk(500))
            await AppendAsync(store, batch);

        var taken = await store.Tree.TakeLeavesAsync([9, 6, 5, 2, 3, 5, 2], Cancellation);

        Assert.Equal(new EventModel(SmallShape, events).Nodes(0).Where(leaf => leaf.Address.Index is not 1), taken);
        Assert.Empty(await store.Tree.TakeLeavesAsync([], Cancellation));
        Assert.Empty(await store.Tree.TakeLeavesAsync([-1, 77, long.MaxValue, long.MinValue], Cancellation));
    }

    [Fact]
    public async Task A_digest_is_fresh_until_an_event_arrives_under_its_node()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500), Put("b", "v", 5_000));
        TreeNode[] nodes = [new(new(0, 0), 1, Digest(1)), new(new(0, 5), 1, Digest(2)), new(new(1, 0), 1, Digest(3)), new(new(2, 0), 2, Digest(4))];
        await store.Tree.SaveDigestsAsync(nodes, Cancellation);
        Assert.Equal([Digest(3), null, Digest(1), Digest(2)], await DigestsAsync(store));

        await AppendAsync(store, Put("c", "v", 600));
        Assert.Equal([null, null, null, Digest(2)], await DigestsAsync(store));

        await store.Tree.SaveDigestsAsync([new(new(0, 0), 2, Digest(5))], Cancellation);
        Assert.Equal([null, null, Digest(5), Digest(2)], await DigestsAsync(store));
    }

    [Fact]
    public async Task A_digest_of_fewer_events_never_replaces_one_of_more()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500), Put("b", "v", 600));
        var node = new NodeAddress(0, 0);
        await store.Tree.SaveDigestsAsync([new(node, 2, Digest(2))], Cancellation);

        await store.Tree.SaveDigestsAsync([new(node, 1, Digest(1))], Cancellation);

        Assert.Equal(Digest(2), (await ReadNodeAsync(store, node)).Digest);
    }

    [Fact]
    public async Task A_digest_of_fewer_events_than_there_are_is_kept_and_not_fresh()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500), Put("b", "v", 600));
        await store.Tree.SaveDigestsAsync([new(new(0, 0), 1, Digest(1))], Cancellation);
        Assert.Null((await ReadNodeAsync(store, new(0, 0))).Fresh);
    }

    [Fact]
    public async Task A_wrong_digest_can_be_put_right()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500));
        await store.Tree.SaveDigestsAsync([new(new(0, 0), 1, Digest(1))], Cancellation);
        await store.Tree.SaveDigestsAsync([new(new(0, 0), 1, Digest(2))], Cancellation);
        Assert.Equal(Digest(2), (await ReadNodeAsync(store, new(0, 0))).Digest);
    }

    [Fact]
    public async Task Digests_of_nodes_that_do_not_exist_are_ignored_and_of_two_for_one_node_the_fuller_stays()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "v", 500), Put("b", "v", 600));
        var node = new NodeAddress(0, 0);
        await store.Tree.SaveDigestsAsync([new(node, 2, Digest(2)), new(new(0, 77), 1, Digest(9)), new(node, 1, Digest(1))], Cancellation);
        await store.Tree.SaveDigestsAsync([], Cancellation);

        Assert.Equal(Digest(2), (await ReadNodeAsync(store, node)).Digest);
        Assert.Empty(await store.Tree.ReadNodesAsync([new NodeRange(0, 77, 78)], Cancellation));
    }

    [Fact]
    public async Task Saving_digests_while_events_arrive_neither_blocks_nor_miscounts()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(400, stepMs: 250, start: 0);
        var appending = Parallel.ForEachAsync(events.Chunk(10), Cancellation, async (batch, _) => await AppendAsync(store, batch));
        while (!appending.IsCompleted)
        {
            var nodes = await store.Tree.ReadNodesAsync(
                [.. Enumerable.Range(0, SmallShape.HighestLevel + 1).Select(level => new NodeRange(level, 0, long.MaxValue))], Cancellation);
            await store.Tree.SaveDigestsAsync([.. nodes.Reverse().Select(node => new TreeNode(node.Address, node.Count, Digest(1)))], Cancellation);
        }

        await appending;
        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }

    private static Hash256 Digest(byte number) => new([.. Enumerable.Repeat(number, Hash256.Length)]);

    private static async Task<StoredNode> ReadNodeAsync(TestStore store, NodeAddress node) =>
        Assert.Single(await store.Tree.ReadNodesAsync([new NodeRange(node.Level, node.Index, node.Index + 1)], Cancellation));

    /// <summary>Digests of the nodes of level 1 and 0, in this order.</summary>
    private static async Task<IEnumerable<Hash256?>> DigestsAsync(TestStore store)
    {
        var nodes = await store.Tree.ReadNodesAsync([new NodeRange(1, 0, 100), new NodeRange(0, 0, 100)], Cancellation);
        return nodes.Select(node => node.Fresh?.Digest);
    }
}
