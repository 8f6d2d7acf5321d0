using System.Text;
using Aevrion.Cli.Pictures;

namespace Aevrion.Client.Tests.Cli;

/// <summary>The tree as a picture.</summary>
public sealed class TreePictureTests : CliTestClass
{
    [Fact]
    public async Task Each_level_is_a_row_whose_shades_tell_how_many_events_a_node_has()
    {
        var result = await RunAsync("tree");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var rows = result.Output.Split('\n').Where(line => line.Contains("··", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("32 min", rows[0], StringComparison.Ordinal);
        Assert.Contains("░", rows[0], StringComparison.Ordinal);
        Assert.Contains("1 min", rows[1], StringComparison.Ordinal);
        Assert.EndsWith("·▒░··", rows[1].TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain('×', result.Output);
    }

    [Fact]
    public async Task With_a_peer_it_marks_what_is_pending_what_differs_and_what_was_repaired()
    {
        var result = await RunAsync("tree", "--peer", "us");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("us, paused: 12 events not acknowledged, 1 nodes found to differ", result.Output, StringComparison.Ordinal);
        var rows = result.Output.Split('\n').Where(line => line.Contains("··", StringComparison.Ordinal)).ToList();
        Assert.EndsWith("··×+", rows[0].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith("×··" + "·✓+··", rows[1].TrimEnd(), StringComparison.Ordinal);

        var json = await RunJsonAsync("tree", "--peer", "us");
        Assert.Equal(12, json.GetProperty("differences").GetProperty("pendingEvents").GetInt64());
        Assert.Equal("eu", json.GetProperty("tree").GetProperty("region").GetString());
    }

    [Theory]
    [InlineData(0, 100, NodeMark.Pending)]
    [InlineData(0, 99, NodeMark.Repaired)]
    [InlineData(0, 98, null)]
    [InlineData(1, 3, NodeMark.Pending)]
    [InlineData(2, 0, NodeMark.Differs)]
    [InlineData(1, 7, NodeMark.Differs)]
    [InlineData(0, 7 * 32, NodeMark.Differs)]
    [InlineData(0, (7 * 32) + 31, NodeMark.Differs)]
    [InlineData(0, 8 * 32, null)]
    [InlineData(1, 8, null)]
    public void A_mark_shows_in_all_nodes_above_and_below(int level, long index, object? expected)
    {
        var marks = new DifferenceMarks(new PeerDifferences
        {
            Peer = "us",
            State = "connected",
            BranchingFactor = 32,
            Nodes =
            [
                new NodeDifference { Level = 1, Index = 7, Differs = true },
                new NodeDifference { Level = 0, Index = 100, Pending = 3 },
                new NodeDifference { Level = 0, Index = 99, Repaired = true },
                new NodeDifference { Level = 0, Index = 50 },
            ],
        });
        Assert.Equal((NodeMark?)expected, marks.Of(level, index));
        Assert.Null(new DifferenceMarks(null).Of(level, index));
    }

    [Fact]
    public async Task A_status_whose_counts_are_withheld_says_so()
    {
        Region.FailNext((context, _) => context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
            """{"region":"eu","version":"1","engine":"Embedded","now":1,"horizon":0,"granularity":60000,"branchingFactor":32,"silos":1}""")).AsTask());

        var result = await RunAsync("status");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(4, result.Output.Split("withheld").Length - 1);
        Assert.DoesNotContain("none: no events yet", result.Output, StringComparison.Ordinal);
    }
}
