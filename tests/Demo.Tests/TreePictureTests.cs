using Aevrion.Client;
using Aevrion.Demo.Pictures;

namespace Aevrion.Demo.Tests;

public sealed class TreePictureTests
{
    private const int Width = 80;

    private readonly TreePicture _picture = new("eu", "us", Width, isColoured: false);

    [Fact]
    public void Each_node_is_a_cell_in_the_order_of_time()
    {
        var lines = Draw(new TreeLevel(0, 1_000, [NodeState.Equal, NodeState.OnlyFirst, NodeState.OnlySecond, NodeState.Different]));

        Assert.EndsWith(" =<>X", lines[^1], StringComparison.Ordinal);
        Assert.Contains("1 s       4       3", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public void A_single_difference_is_seen_among_many_nodes_and_no_line_is_too_long(int count)
    {
        var nodes = new NodeState[count];
        nodes[count / 2] = NodeState.OnlySecond;

        var lines = Draw(new TreeLevel(1, 32_000, nodes));

        Assert.Single(string.Concat(lines.Skip(1)), character => character == '>');
        Assert.All(lines, line => Assert.True(line.Length <= Width || line.Contains("dim", StringComparison.Ordinal), line));
    }

    [Fact]
    public void A_cell_for_nodes_of_both_regions_is_different()
    {
        var nodes = Enumerable.Range(0, 100_000).Select(index => index % 2 == 0 ? NodeState.OnlyFirst : NodeState.OnlySecond);

        var lines = Draw(new TreeLevel(1, 32_000, [.. nodes]));

        Assert.DoesNotContain(lines.Skip(1), line => line.Contains('<', StringComparison.Ordinal));
        Assert.Contains(lines, line => line.EndsWith("XXXX", StringComparison.Ordinal));
    }

    [Fact]
    public void Levels_that_are_not_drawn_are_mentioned()
    {
        var complete = Draw(new TreeLevel(1, 32_000, [NodeState.Equal]), new TreeLevel(0, 1_000, [NodeState.Equal]));
        var cut = Draw(new TreeLevel(1, 32_000, [NodeState.Equal]));

        Assert.DoesNotContain(complete, line => line.Contains("below", StringComparison.Ordinal));
        Assert.Contains("below level 1", cut[^1], StringComparison.Ordinal);
    }

    private List<string> Draw(params TreeLevel[] levels)
    {
        var tree = new TreeSnapshot { Region = "eu", Nodes = [] };
        return [.. _picture.Lines(new TreeComparison(tree, tree, levels))];
    }
}
