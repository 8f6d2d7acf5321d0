using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Differences;

public sealed class NodeCountsTests
{
    private static readonly TreeShape Shape = new(granularityMs: 10, branchingFactor: 4);

    [Fact]
    public void Events_count_by_leaf_and_leaves_without_any_are_left_out()
    {
        var counts = new NodeCounts(Shape);
        foreach (var timestamp in new long[] { 5, 9, 10, 35 })
            counts.Add(timestamp);
        Assert.Equal([(0, 2), (1, 1), (3, 1)], Nodes(counts));
        counts.Remove(35);
        counts.Remove(0);
        Assert.Equal([(0, 1), (1, 1)], Nodes(counts));
        Assert.Equal((0, 2), (counts.Level, counts.Total));
    }

    [Fact]
    public void Too_many_leaves_are_counted_by_the_nodes_above_them_until_nothing_is_left()
    {
        var counts = new NodeCounts(Shape, maxNodes: 8);
        for (var leaf = 0; leaf < 100; leaf++)
        {
            counts.Add(leaf * 10);
            Assert.InRange(counts.Nodes.Count, 1, 8);
            Assert.Equal(leaf + 1, counts.Nodes.Values.Sum());
        }

        Assert.Equal((2, 100), (counts.Level, counts.Total));
        for (var leaf = 0; leaf < 100; leaf++)
            counts.Remove(leaf * 10);
        Assert.Equal((0, 0), (counts.Level, counts.Total));
        Assert.Empty(counts.Nodes);
        counts.Add(500);
        Assert.Equal([(50, 1)], Nodes(counts));
    }

    [Fact]
    public void Counts_of_different_levels_add_up_on_the_higher_one()
    {
        var counts = new NodeCounts(Shape);
        counts.Add(0);
        counts.Add(170);
        counts.Add(level: 1, index: 4, count: 7);
        counts.Add(level: 0, index: 0, count: 2);
        Assert.Equal((1, 11), (counts.Level, counts.Total));
        Assert.Equal([(0, 3), (4, 8)], Nodes(counts));
    }

    [Fact]
    public void Nodes_are_forgotten_only_when_all_their_time_is_over()
    {
        var counts = new NodeCounts(Shape);
        counts.Add(level: 1, index: 0, count: 3);
        counts.Add(level: 1, index: 1, count: 4);
        counts.RemoveBefore(79);
        Assert.Equal([(1, 4)], Nodes(counts));
        counts.RemoveBefore(80);
        Assert.Equal((0, 0), (counts.Level, counts.Total));
    }

    [Fact]
    public void An_event_that_was_not_counted_cannot_be_taken_away() =>
        Assert.Throws<InvalidOperationException>(() => new NodeCounts(Shape).Remove(1));

    private static IEnumerable<(long Index, long Count)> Nodes(NodeCounts counts) => counts.Nodes.Select(node => (node.Key, node.Value)).Order();
}
