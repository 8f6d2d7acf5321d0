using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Tree;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    /// <summary>Leaves that events fall into; with <see cref="SmallShape"/> a block has 1,024.</summary>
    private const int LeavesInUse = 5_000;

    [Theory]
    [InlineData(0)]
    [InlineData(20_000)]
    [InlineData(LeafDigests.DefaultMaxCacheBytes)]
    public async Task Leaf_digests_equal_a_rebuild_whatever_arrives_and_however_little_is_kept(long maxCacheBytes)
    {
        var random = new Random(11);
        var store = await OpenAsync(SmallShape);
        var refresher = new TreeRefresher(store.Tree);
        var digests = new LeafDigests(store.Tree, refresher, maxCacheBytes);
        var all = new List<Event>();
        for (var round = 0; round < Arrivals / 2; round++)
        {
            var center = random.Next(LeavesInUse);
            Event[] events = [.. Enumerable.Range(0, random.Next(30)).Select(i => EventIn(random, random.Next(2) == 0 ? center : random.Next(LeavesInUse), $"{round}/{i}"))];
            await AppendAsync(store, events);
            all.AddRange(events);

            var ranges = RandomRanges(random);
            var leaves = new EventModel(SmallShape, all).Nodes(0);
            Assert.Equal(Within(leaves, ranges), await digests.ReadAsync(ranges, Cancellation));
            if (random.Next(4) == 0)
                await refresher.FreshenAsync(await store.Tree.ReadNodesAsync(SmallShape.Cover(random.Next(LeavesInUse)), Cancellation), Cancellation);
        }

        await AssertTakenAsync(store, new EventModel(SmallShape, all));
    }

    [Fact]
    public async Task Leaf_digests_hold_what_was_there_before_they_were_asked_for_while_events_arrive()
    {
        const int Leaves = 40;
        var store = await OpenAsync(SmallShape);
        var digests = new LeafDigests(store.Tree, new TreeRefresher(store.Tree));
        var committed = new long[Leaves];
        var events = Enumerable.Range(0, Leaves * 20).Select(i => EventIn(new Random(i), i % Leaves, $"{i}")).ToArray();
        var writing = Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Cancellation }, async (written, _) =>
        {
            await AppendAsync(store, written);
            Interlocked.Increment(ref committed[SmallShape.LeafOf(written.Timestamp)]);
        });
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () =>
            {
                while (!writing.IsCompleted)
                {
                    var before = committed.Select((_, leaf) => Interlocked.Read(ref committed[leaf])).ToArray();
                    var counts = (await digests.ReadAsync([new NodeRange(0, 0, Leaves)], Cancellation)).ToDictionary(leaf => leaf.Leaf, leaf => leaf.Count);
                    Assert.All(before.Index(), leaf => Assert.True(counts.GetValueOrDefault(leaf.Index) >= leaf.Item));
                }
            },
            Cancellation));
        await Task.WhenAll(readers);
        await writing;

        var expected = Within(new EventModel(SmallShape, events).Nodes(0), [new NodeRange(0, 0, Leaves)]);
        Assert.Equal(expected, await digests.ReadAsync([new NodeRange(0, 0, Leaves)], Cancellation));
    }

    private static Event EventIn(Random random, int leaf, string key) =>
        SampleEvents.Put(key, "v", SmallShape.StartOf(leaf) + random.Next((int)SmallShape.GranularityMs));

    private static NodeRange[] RandomRanges(Random random)
    {
        int[] edges = [.. Enumerable.Range(0, 2 * random.Next(1, 4)).Select(_ => random.Next(LeavesInUse + 500)).Order()];
        return [.. edges.Chunk(2).Select(pair => new NodeRange(0, pair[0], pair[1]))];
    }

    private static IEnumerable<LeafState> Within(IReadOnlyList<TreeNode> leaves, NodeRange[] ranges) => leaves
        .Where(leaf => ranges.Any(range => range.Contains(leaf.Address)))
        .Select(leaf => new LeafState(leaf.Address.Index, leaf.Count, leaf.Digest));

    /// <summary>Takes whatever is stale on every level, and compares each level with the model.</summary>
    private static async Task AssertTakenAsync(TestStore store, EventModel model)
    {
        var refresher = new TreeRefresher(store.Tree);
        for (var level = SmallShape.HighestLevel; level >= 0; level--)
        {
            var stored = await store.Tree.ReadNodesAsync([new NodeRange(level, 0, long.MaxValue)], Cancellation);
            Assert.Equal(model.Nodes(level), await refresher.FreshenAsync(stored, Cancellation));
            Assert.All(await store.Tree.ReadNodesAsync([new NodeRange(level, 0, long.MaxValue)], Cancellation), node => Assert.NotNull(node.Fresh));
        }
    }
}
