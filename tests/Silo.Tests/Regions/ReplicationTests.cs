using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>Two regions, each a silo with its own database, over the network.</summary>
public sealed class ReplicationTests : IAsyncLifetime
{
    private const int ThreeYearsOfEvents = 10_000;
    private const int EqualProbeBytes = 128;

    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task A_write_in_one_region_is_soon_read_in_the_other_without_an_exchange()
    {
        await Regions.StartAsync();
        var put = (await Regions.Eu.Api.PutAsync("/v1/kv/key", "from eu")).AssertDone().Json.GetProperty("id").GetString();
        await HasAsync(Regions.Us, "key", "from eu");
        var read = await Regions.Us.Api.GetAsync("/v1/kv/key");
        Assert.Equal($"\"{put}\"", read.Header("ETag"));
        Assert.Equal("eu", read.Header("Aevrion-Origin"));

        (await Regions.Us.Api.DeleteAsync("/v1/kv/key")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Regions.Eu.Api.GetAsync("/v1/kv/key")).Status == 404, "the deletion reaches eu");
    }

    [Fact]
    public async Task Writes_to_one_key_in_both_regions_at_once_end_with_one_winner_everywhere()
    {
        await Regions.StartAsync();
        var writes = Enumerable.Range(0, 50).Select(i =>
            (i % 2 == 0 ? Regions.Eu : Regions.Us).Api.PutAsync("/v1/kv/contested", $"{i}"));
        Assert.All(await Task.WhenAll(writes), answer => answer.AssertDone());

        await Eventually.HoldsAsync(
            async () =>
            {
                var there = await HistoryAsync(Regions.Us);
                return there.Count == 50 && there.SequenceEqual(await HistoryAsync(Regions.Eu));
            },
            "both regions have the same 50 versions");
        Assert.Equal((await Regions.Eu.Api.GetAsync("/v1/kv/contested")).Text, (await Regions.Us.Api.GetAsync("/v1/kv/contested")).Text);
    }

    [Fact]
    public async Task What_was_imported_while_the_peer_was_away_is_there_after_one_exchange_and_the_next_one_costs_a_probe()
    {
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.PostAsync("/v1/batch", ThreeYears())).AssertDone();
        await Regions.Eu.StopAsync();

        // A silo that starts anew has nothing to push: only the comparison can find what the peer lacks.
        await Regions.StartAsync();
        var first = await SyncAsync(Regions.Eu, "us");
        Assert.True(first.GetProperty("equal").GetBoolean());
        await AssertSameTreesAsync(ThreeYearsOfEvents);

        var second = await SyncAsync(Regions.Eu, "us");
        Assert.True(second.GetProperty("equal").GetBoolean());
        Assert.Equal(0, second.GetProperty("eventsSent").GetInt64() + second.GetProperty("eventsReceived").GetInt64());
        Assert.True(second.GetProperty("bytesSent").GetInt64() < EqualProbeBytes, $"{second}");
        Assert.True(second.GetProperty("bytesReceived").GetInt64() < EqualProbeBytes, $"{second}");
        Assert.True(second.GetProperty("convergedThrough").GetInt64() > 0);
    }

    [Fact]
    public async Task Events_that_each_side_lacks_cross_in_one_exchange()
    {
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.PostAsync("/v1/batch", Lines("eu", 500))).AssertDone();
        await Regions.Eu.StopAsync();
        await Regions.Us.StartReadyAsync();
        (await Regions.Us.Api.PostAsync("/v1/batch", Lines("us", 700))).AssertDone();
        await Regions.Us.StopAsync();

        await Regions.StartAsync();
        Assert.True((await SyncAsync(Regions.Us, "eu")).GetProperty("equal").GetBoolean());
        await AssertSameTreesAsync(1_200);
    }

    [Fact]
    public async Task A_region_that_stops_and_starts_again_is_connected_again_and_gets_what_it_missed()
    {
        await Regions.StartAsync();
        await Regions.Us.StopAsync();
        await Eventually.HoldsAsync(async () => await StateOfPeerAsync(Regions.Eu) != "connected", "eu notices that us is gone");
        (await Regions.Eu.Api.PutAsync("/v1/kv/missed", "v")).AssertDone();
        await Regions.Us.StartReadyAsync();
        await HasAsync(Regions.Us, "missed", "v");
        await Regions.WaitForLinksAsync();
    }

    [Fact]
    public async Task An_exchange_with_a_peer_that_is_away_fails_with_the_reason()
    {
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.PostAsync("/v1/peers/us/sync")).AssertProblem(502, "exchange-failed");
        var peer = (await Regions.Eu.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];
        Assert.NotEqual("connected", peer.GetProperty("state").GetString());
        Assert.Equal("us", peer.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, peer.GetProperty("convergedThrough").ValueKind);
    }

    [Fact]
    public async Task Regions_whose_trees_differ_refuse_each_other_and_serve_their_clients_all_the_same()
    {
        Regions.Us.With("Granularity", "60000");
        await Task.WhenAll(Regions.Eu.StartReadyAsync(), Regions.Us.StartReadyAsync());
        await Eventually.HoldsAsync(
            async () =>
            {
                var peer = (await Regions.Eu.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];
                return peer.GetProperty("state").GetString() == "refused"
                    && peer.GetProperty("stateReason").GetString()!.Contains("granularity", StringComparison.Ordinal);
            },
            "eu knows why us refuses it");

        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        Assert.Equal(0, await Regions.Us.Api.CountAsync());
    }

    private static string ThreeYears()
    {
        var start = DateTimeOffset.UtcNow.AddYears(-3).ToUnixTimeMilliseconds();
        var stepMs = (DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeMilliseconds() - start) / ThreeYearsOfEvents;
        return string.Join('\n', Enumerable.Range(0, ThreeYearsOfEvents).Select(i =>
            $$"""{"op":"put","key":"year/{{i % 1000}}","text":"{{i}}","timestamp":{{start + (i * stepMs)}}}"""));
    }

    private static string Lines(string region, int count) => string.Join('\n', Enumerable.Range(0, count).Select(i =>
        $$"""{"op":"put","key":"{{region}}/{{i}}","text":"{{i}}","timestamp":{{1_700_000_000_000 + (i * 977)}}}"""));

    private static async Task<string?> StateOfPeerAsync(TestSilo silo) =>
        (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0].GetProperty("state").GetString();

    private static Task HasAsync(TestSilo silo, string key, string value) => Eventually.HoldsAsync(
        async () => await silo.Api.GetAsync($"/v1/kv/{key}") is { Status: 200 } answer && answer.Text == value, $"{silo.Region} has {key} = {value}");

    private static async Task<List<string>> HistoryAsync(TestSilo silo) =>
    [
        .. (await silo.Api.GetAsync("/v1/history/contested?limit=1000")).AssertDone().Json.EnumerateArray()
            .Select(version => version.GetProperty("id").GetString()!),
    ];

    private static async Task<JsonElement> SyncAsync(TestSilo silo, string peer) =>
        (await silo.Api.PostAsync($"/v1/peers/{peer}/sync")).AssertDone().Json;

    private async Task AssertSameTreesAsync(int count)
    {
        var here = (await Regions.Eu.Api.GetAsync("/v1/tree")).AssertDone().Json;
        var there = (await Regions.Us.Api.GetAsync("/v1/tree")).AssertDone().Json;
        Assert.Equal(count, here.GetProperty("count").GetInt64());
        Assert.Equal(count, there.GetProperty("count").GetInt64());
        Assert.Equal(here.GetProperty("nodes").GetRawText(), there.GetProperty("nodes").GetRawText());
        Assert.Equal(here.GetProperty("digest").GetString(), there.GetProperty("digest").GetString());
    }
}
