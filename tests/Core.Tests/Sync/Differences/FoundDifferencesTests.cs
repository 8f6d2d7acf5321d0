using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Tests.Sync.Differences;

public sealed class FoundDifferencesTests
{
    private const long Minute = 60_000;

    private static readonly TreeShape Shape = new(granularityMs: 10, branchingFactor: 4);

    private readonly FoundDifferences _found = new(Shape);

    [Fact]
    public void A_node_differs_from_when_it_is_found_and_is_repaired_when_an_exchange_ends_equal()
    {
        var running = new DifferingNodes(Shape);
        _found.Begin(running, 1_000);
        Assert.Empty(Read(1_000));
        running.Add(new NodeAddress(0, 7));
        running.Add(new NodeAddress(1, 0));
        Assert.Equal([(1, 0, false, 1_000), (0, 7, false, 1_000)], Read(1_001));
        _found.End(equalBelow: 8, nowMs: 2_000);
        Assert.Equal([(1, 0, true, 2_000), (0, 7, true, 2_000)], Read(2_001));
    }

    [Fact]
    public void One_that_is_not_equal_at_its_end_leaves_what_it_found_to_the_next()
    {
        Run(1_000, equalBelow: 0, 7, 8);
        Assert.Equal([(0, 7, false, 1_000), (0, 8, false, 1_000)], Read(5_000));
        Run(6_000, equalBelow: 8);
        Assert.Equal([(0, 7, true, 6_000), (0, 8, false, 1_000)], Read(6_000));
        Run(7_000, equalBelow: 9);
        Assert.Equal([(0, 7, true, 6_000), (0, 8, true, 7_000)], Read(7_000));
    }

    [Fact]
    public void What_was_repaired_is_forgotten_after_a_while_and_what_was_not_is_not()
    {
        Run(0, equalBelow: 8, 7, 8);
        Assert.Equal(2, Read((10 * Minute) - 1).Count());
        Assert.Equal([(0, 8, false, 0)], Read(10 * Minute));
        Assert.Equal([(0, 8, false, 0)], Read(100 * Minute));
        Run(200 * Minute, equalBelow: 9, 8);
        Assert.Equal([(0, 8, true, 200 * Minute)], Read(200 * Minute));
    }

    [Fact]
    public void Too_many_nodes_are_told_by_those_above_them()
    {
        var running = new DifferingNodes(Shape, maxNodes: 8);
        running.Add(new NodeAddress(2, 9));
        for (var leaf = 0; leaf < 16; leaf++)
            running.Add(new NodeAddress(0, leaf));
        running.Add(new NodeAddress(0, 1));
        Assert.True(running.IsMerged);
        Assert.Equal([new NodeAddress(2, 9), .. Enumerable.Range(0, 4).Select(index => new NodeAddress(1, index))], running.Read().Order());

        _found.Begin(running, 1);
        Assert.True(_found.Read(2).IsMerged);
        _found.End(equalBelow: 0, nowMs: 3);
        Assert.True(_found.Read(3).IsMerged);
        _found.Begin(new DifferingNodes(Shape), 4);
        _found.End(equalBelow: 1_000, nowMs: 5);
        Assert.True(_found.Read(6).IsMerged);
        Assert.False(_found.Read(5 + (10 * Minute)).IsMerged);
    }

    [Fact]
    public void No_more_are_remembered_than_the_limit_and_those_repaired_longest_ago_go_first()
    {
        var half = DifferenceLimits.MaxNodes / 2;
        Run(1, equalBelow: half, [.. Enumerable.Range(0, half)]);
        Run(2, equalBelow: 0, [.. Enumerable.Range(half, half)]);
        Run(3, equalBelow: 0, DifferenceLimits.MaxNodes, DifferenceLimits.MaxNodes + 1);
        var nodes = Read(3).ToList();
        Assert.Equal((DifferenceLimits.MaxNodes, half - 2), (nodes.Count, nodes.Count(node => node.IsRepaired)));
        Assert.Contains((0, DifferenceLimits.MaxNodes, false, 3), nodes);
    }

    private void Run(long atMs, long equalBelow, params int[] leaves)
    {
        var running = new DifferingNodes(Shape);
        _found.Begin(running, atMs);
        foreach (var leaf in leaves)
            running.Add(new NodeAddress(0, leaf));
        _found.End(equalBelow, atMs);
    }

    private IEnumerable<(int Level, long Index, bool IsRepaired, long AtMs)> Read(long nowMs) =>
        _found.Read(nowMs).Found.OrderBy(found => found.Node).Select(found => (found.Node.Level, found.Node.Index, found.IsRepaired, found.AtMs));
}
