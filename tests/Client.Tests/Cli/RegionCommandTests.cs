namespace Aevrion.Client.Tests.Cli;

public sealed class RegionCommandTests : CliTestClass
{
    [Theory]
    [InlineData("status", "region", "Embedded", "ready", "aaaaaaaaaaaa")]
    [InlineData("peers", "us", "connected", "-1.5 ms", "1,200 in, 20 out", "older than the watermark", "d ago, equal")]
    [InlineData("tree", "0/100", "1970-01-01T01:40:00.000Z", "eu")]
    [InlineData("tree 0/100", "0/100", "1970-01-01T01:40:00.000Z")]
    [InlineData("rebuild", "10,000 events in 52 nodes", "2 wrong counts and 1 wrong digests mended", "3 digests taken", "350 ms")]
    [InlineData("pause us", "us", "paused", "It was paused in this region.", "7")]
    [InlineData("resume us", "us", "connecting")]
    [InlineData("sync us", "equal", "yes", "1 sent, 2 received")]
    public async Task A_table_shows_what_matters(string line, params string[] expected)
    {
        var result = await RunAsync(line.Split(' '));

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(expected, text => Assert.Contains(text, result.Output, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Json_has_the_shapes_of_the_http_api()
    {
        Assert.Equal("eu", (await RunJsonAsync("status")).GetProperty("region").GetString());
        Assert.Equal(7, (await RunJsonAsync("status")).GetProperty("somethingNewer").GetInt32());
        var peer = (await RunJsonAsync("peers")).GetProperty("peers")[0];
        Assert.Equal("connected", peer.GetProperty("state").GetString());
        Assert.True(peer.GetProperty("lastExchange").GetProperty("equal").GetBoolean());
        Assert.Equal(100, (await RunJsonAsync("tree")).GetProperty("nodes")[0].GetProperty("index").GetInt64());
        Assert.Equal(6_000_000, (await RunJsonAsync("tree", "0/100")).GetProperty("events")[0].GetProperty("timestamp").GetInt64());
        Assert.Equal(52, (await RunJsonAsync("rebuild")).GetProperty("nodes").GetInt64());
        Assert.Equal("paused", (await RunJsonAsync("pause", "us")).GetProperty("state").GetString());
        Assert.Equal("connecting", (await RunJsonAsync("resume", "us")).GetProperty("state").GetString());
        Assert.Equal(340, (await RunJsonAsync("sync", "us")).GetProperty("bytesReceived").GetInt64());
    }

    [Theory]
    [InlineData("sync", "ap")]
    [InlineData("pause", "ap")]
    [InlineData("tree", "9/9")]
    public async Task What_does_not_exist_is_not_found(string command, string name)
    {
        var result = await RunAsync(command, name);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.NotEmpty(result.ErrorLine);
    }

    [Fact]
    public async Task A_rebuild_that_is_lost_with_its_silo_is_started_again()
    {
        Region.FailNext((_, handle) => handle());
        Region.FailNext((context, _) => StandIn.Problems.WriteAsync(context, 404, "no-rebuild", "No rebuild has run."));

        var result = await RunAsync("rebuild");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, Region.Rebuilds);
    }

    [Fact]
    public async Task A_rebuild_that_fails_says_why()
    {
        Region.FailNext((context, _) => Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(
            context.Response, new { id = "x", state = "failed", phase = "tree", error = "The role may not." }));

        var result = await RunAsync("rebuild");

        Assert.Equal((3, ""), (result.ExitCode, result.Output));
        Assert.Contains("The role may not.", result.ErrorLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_rebuild_is_not_found_and_a_known_one_is_followed()
    {
        await using var client = new AevrionClient(Region.Url);
        await Assert.ThrowsAsync<AevrionNotFoundException>(() => client.GetRebuildAsync(TestContext.Current.CancellationToken));
        var started = await client.StartRebuildAsync(keyIndex: true, TestContext.Current.CancellationToken);
        Assert.Equal("running", started.State);
        Assert.Equal((started.Id, "done"), await client.GetRebuildAsync(TestContext.Current.CancellationToken) is var now ? (now.Id, now.State) : default);
        Assert.Contains("keyIndex=true", Region.Requests[1].Target, StringComparison.Ordinal);
    }
}
