using System.Text.Json;
using Aevrion.Cli.Top;

namespace Aevrion.Client.Tests.Cli;

/// <summary>Commands that look again and again, and what they draw.</summary>
public sealed class LiveCommandTests : CliTestClass
{
    [Fact]
    public async Task Peers_are_looked_at_as_often_as_is_asked_for()
    {
        var result = await RunAsync("peers", "--watch", "--times", "3", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var looks = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, looks.Length);
        Assert.All(looks, look => Assert.Equal("eu", JsonDocument.Parse(look).RootElement.GetProperty("region").GetString()));
    }

    [Fact]
    public async Task A_region_that_is_away_for_a_while_is_asked_again()
    {
        Region.FailNext((_, handle) => handle());
        for (var i = 0; i < 8; i++)
            Region.FailNext((context, _) => StandIn.Problems.WriteAsync(context, 503, "stopping", "The silo is stopping."));

        var result = await RunAsync("peers", "--watch", "--times", "4");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Trying again.", result.Error, StringComparison.Ordinal);
        Assert.Contains("connected", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("top --times 2")]
    [InlineData("top")]
    [InlineData("top --minutes 60")]
    public async Task Top_shows_throughput_latency_and_peers(string line)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string[] expected = ["writes/s", "reads/s", "write, 99 % under", "refused/s", "us", "connected"];
        Assert.All(expected, text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Top_as_json_has_all_three_documents()
    {
        var top = await RunJsonAsync("top");
        Assert.Equal("eu", top.GetProperty("status").GetProperty("region").GetString());
        Assert.Equal(10_000, top.GetProperty("load").GetProperty("stepMs").GetInt32());
        Assert.Equal("us", top.GetProperty("peers").GetProperty("peers")[0].GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("peers --times 0")]
    [InlineData("peers --every 0")]
    [InlineData("top --minutes 61")]
    [InlineData("tree 0/100 --peer us")]
    public async Task What_cannot_be_is_bad_usage(string line)
    {
        var result = await RunAsync(line.Split(' '));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.ErrorLine);
    }

    [Fact]
    public void A_course_is_as_high_as_its_highest_value_and_anything_is_higher_than_nothing()
    {
        Assert.Equal("▁▂█", Sparkline.Of([0, 0.001, 100], 10));
        Assert.Equal("▁▁▁", Sparkline.Of([0, 0, 0], 10));
        Assert.Equal("▅█", Sparkline.Of([1, 4, 8, 2], 2));
        Assert.Equal("", Sparkline.Of([], 10));
    }
}
