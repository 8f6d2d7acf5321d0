using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Core.Tests.Tree;

public sealed class TreeShapeTests
{
    private static readonly TreeShape Default = new();

    [Fact]
    public void Five_levels_stand_today_and_a_sixth_is_added_when_more_than_32_nodes_stand_on_top()
    {
        Assert.Equal(4, Default.TopLevel(HorizonOf("2026-11-21T00:00:00Z")));

        // 32 nodes of level 4 end at leaf 32^5, in October 2033.
        const long full = 32L * 32 * 32 * 32 * 32;
        Assert.Equal(4, Default.TopLevel(full));
        Assert.Equal(5, Default.TopLevel(full + 1));
        Assert.Equal([new NodeRange(4, 0, 32)], Default.Cover(full));
        Assert.Equal([new NodeRange(5, 0, 1), new NodeRange(0, full, full + 1)], Default.Cover(full + 1));
    }

    [Fact]
    public void Spans_of_the_levels_are_as_documented()
    {
        Assert.Equal(32, Leaves(new NodeAddress(1, 7)));
        Assert.Equal(1024, Leaves(new NodeAddress(2, 7)));
        Assert.Equal(32_768, Leaves(new NodeAddress(3, 7)));
        Assert.Equal(1_048_576, Leaves(new NodeAddress(4, 7)));
        Assert.Equal(6, Default.HighestLevel);
    }

    [Fact]
    public void The_progressive_digest_covers_every_leaf_below_the_horizon_once() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(2, 7), Gen.Choose(0, 5_000)).ToArbitrary(), pair =>
        {
            var (branching, horizon) = pair;
            var shape = new TreeShape(1_000, branching);
            var covered = new int[horizon + 1];
            foreach (var range in shape.Cover(horizon))
            {
                for (var index = range.First; index < range.End; index++)
                {
                    var leaves = shape.LeavesUnder(new NodeAddress(range.Level, index));
                    for (var leaf = leaves.First; leaf < leaves.End; leaf++)
                        covered[leaf]++;
                }
            }

            return covered.Take(horizon).All(times => times == 1) && covered[horizon] == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_progressive_digest_has_at_most_the_branching_factor_of_nodes_a_level() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), horizon =>
            Default.Cover(horizon).All(range => range.End - range.First <= 32)).QuickCheckThrowOnFailure();

    [Fact]
    public void Ancestors_and_leaves_under_agree() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 6)).ToArbitrary(), pair =>
        {
            var node = Default.AncestorOf(pair.Item1, pair.Item2);
            var leaves = Default.LeavesUnder(node);
            return pair.Item1 >= leaves.First && pair.Item1 < leaves.End
                && (pair.Item2 == 0 || Default.ChildrenOf(node).Contains(Default.AncestorOf(pair.Item1, pair.Item2 - 1)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_horizon_leaves_the_settling_time_alone()
    {
        Assert.Equal(0, Default.HorizonAt(1_000, TimeSpan.FromSeconds(2)));
        Assert.Equal(9, Default.HorizonAt(600_000 + 1_999, TimeSpan.FromSeconds(2)));
        Assert.Equal(10, Default.HorizonAt(600_000 + 2_000, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void The_tree_reaches_the_last_timestamp()
    {
        var last = Default.LeafOf(EventLimits.MaxTimestamp);
        Assert.True(Default.Contains(new NodeAddress(0, last)));
        Assert.False(Default.Contains(new NodeAddress(0, last + 1)));
        Assert.Equal(Default.HighestLevel, Default.TopLevel(last + 1));
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(86_400_001, 32)]
    [InlineData(60_000, 1)]
    [InlineData(60_000, 1_025)]
    public void Impossible_shapes_are_refused(long granularityMs, int branchingFactor) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TreeShape(granularityMs, branchingFactor));

    private static long HorizonOf(string time) =>
        Default.HorizonAt(DateTimeOffset.Parse(time).ToUnixTimeMilliseconds(), TimeSpan.Zero);

    private static long Leaves(NodeAddress node)
    {
        var leaves = Default.LeavesUnder(node);
        return leaves.End - leaves.First;
    }
}
