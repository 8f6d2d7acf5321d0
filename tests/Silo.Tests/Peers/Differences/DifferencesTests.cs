using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers.Differences;

/// <summary>What a region tells of where it differs from a peer.</summary>
public sealed class DifferencesTests : IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;

    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task What_is_written_while_a_peer_is_paused_is_pending_leaf_by_leaf_until_the_peer_has_it()
    {
        await Regions.StartAsync();
        (await Regions.Eu.Api.PostAsync("/v1/peers/us/pause")).AssertDone();
        (await Regions.Eu.Api.PostAsync("/v1/batch", Lines(0, 3, 1))).AssertDone();
        (await Regions.Eu.Api.PostAsync("/v1/batch", Lines(5_000, 2, 1))).AssertDone();

        var differences = await ReadAsync();
        Assert.Equal(("us", "paused", 1_000, 32, 5, false), (
            differences.GetProperty("peer").GetString(),
            differences.GetProperty("state").GetString(),
            differences.GetProperty("granularity").GetInt64(),
            differences.GetProperty("branchingFactor").GetInt32(),
            differences.GetProperty("pendingEvents").GetInt64(),
            differences.GetProperty("truncated").GetBoolean()));
        Assert.Equal([(SomeTime / 1_000, 3), ((SomeTime / 1_000) + 5, 2)], Pending(differences));
        Assert.All(differences.GetProperty("nodes").EnumerateArray(), node =>
        {
            Assert.Equal(0, node.GetProperty("level").GetInt32());
            Assert.False(node.GetProperty("differs").GetBoolean() || node.GetProperty("repaired").GetBoolean());
            Assert.True(node.GetProperty("at").GetInt64() > SomeTime);
        });

        (await Regions.Eu.Api.PostAsync("/v1/peers/us/resume")).AssertDone();
        await Eventually.HoldsAsync(
            async () => await ReadAsync() is var now && now.GetProperty("state").GetString() == "connected" && now.GetProperty("pendingEvents").GetInt64() == 0,
            "the peer has acknowledged all of it");
    }

    [Fact]
    public async Task What_an_exchange_finds_is_told_as_repaired_once_both_are_equal()
    {
        // A silo that starts anew has nothing to push: only a comparison can find what the peer lacks.
        await Regions.Us.StartReadyAsync();
        (await Regions.Us.Api.PostAsync("/v1/batch", Lines(0, 1, 1))).AssertDone();
        await Regions.Us.StopAsync();
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.PostAsync("/v1/batch", Lines(2, 4, 2_000))).AssertDone();
        await Regions.Eu.StopAsync();
        await Regions.StartAsync();
        (await Regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();
        (await Regions.Us.Api.PostAsync("/v1/peers/eu/sync")).AssertDone();

        // Whichever region was first to compare has found them.
        var found = new[] { await ReadAsync(), await ReadAsync(Regions.Us, "eu") }
            .SelectMany(differences => differences.GetProperty("nodes").EnumerateArray()).ToList();
        Assert.NotEmpty(found);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        Assert.All(found, node =>
        {
            Assert.Equal((0, false, true), (node.GetProperty("pending").GetInt64(), node.GetProperty("differs").GetBoolean(), node.GetProperty("repaired").GetBoolean()));
            Assert.InRange(node.GetProperty("at").GetInt64(), now - 120_000, now + 10_000);
        });
        var times = found.Select(node => (First: StartOf(node), End: StartOf(node) + SpanOf(node))).ToList();
        for (var i = 0; i < 4; i++)
            Assert.Contains(times, time => time.First <= SomeTime + (i * 2_000) + 2 && SomeTime + (i * 2_000) + 2 < time.End);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_has_none()
    {
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.GetAsync("/v1/peers/mars/differences")).AssertProblem(404, "unknown-peer");
        (await Regions.Eu.Api.GetAsync("/v1/peers/us/differences?level=0")).AssertProblem(400, "unknown-parameter");
        Assert.Empty((await ReadAsync()).GetProperty("nodes").EnumerateArray());
    }

    private Task<JsonElement> ReadAsync() => ReadAsync(Regions.Eu, "us");

    private static async Task<JsonElement> ReadAsync(TestSilo silo, string peer) =>
        (await silo.Api.GetAsync($"/v1/peers/{peer}/differences")).AssertDone().Json;

    private static IEnumerable<(long Index, long Pending)> Pending(JsonElement differences) => differences.GetProperty("nodes").EnumerateArray()
        .Select(node => (node.GetProperty("index").GetInt64(), node.GetProperty("pending").GetInt64())).Order();

    private static long SpanOf(JsonElement node) => 1_000 * (long)Math.Pow(32, node.GetProperty("level").GetInt32());

    private static long StartOf(JsonElement node) => node.GetProperty("index").GetInt64() * SpanOf(node);

    private static string Lines(int offsetMs, int count, int stepMs) => string.Join('\n', Enumerable.Range(0, count).Select(i =>
        $$"""{"op":"put","key":"key:{{offsetMs}}:{{i}}","text":"v","timestamp":{{SomeTime + offsetMs + (i * stepMs)}}}"""));
}
