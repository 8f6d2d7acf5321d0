using System.Net.WebSockets;
using System.Text.Json;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers.Pauses;

/// <summary>A link that an operator cuts on purpose, and heals.</summary>
public sealed class PauseTests : IAsyncLifetime
{
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    private TestSilo Eu => Regions.Eu;

    private TestSilo Us => Regions.Us;

    public async ValueTask InitializeAsync()
    {
        _regions = await TwoRegions.CreateAsync();
        await Regions.StartAsync();
    }

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task A_pause_cuts_both_directions_and_a_resume_heals_both()
    {
        Assert.Equal("paused", (await ChangeAsync(Eu, "pause")).GetProperty("state").GetString());
        Assert.Equal("paused", (await ChangeAsync(Eu, "pause")).GetProperty("state").GetString());
        await CutOffAsync();

        (await Eu.Api.PutAsync("/v1/kv/from-eu", "v")).AssertDone();
        (await Us.Api.PutAsync("/v1/kv/from-us", "v")).AssertDone();
        await Eventually.HoldsAsync(async () => (await PeerAsync(Eu)).GetProperty("pushLag").GetInt64() == 1, "eu's write waits");
        Assert.Equal(1, (await PeerAsync(Us)).GetProperty("pushLag").GetInt64());
        Assert.Equal(404, (await Us.Api.GetAsync("/v1/kv/from-eu")).Status);
        Assert.Equal(404, (await Eu.Api.GetAsync("/v1/kv/from-us")).Status);

        var before = (await PeerAsync(Eu)).GetProperty("exchanges").GetInt64();
        Assert.NotEqual("paused", (await ChangeAsync(Eu, "resume")).GetProperty("state").GetString());
        await ChangeAsync(Eu, "resume");
        await HealedAsync();
        await Eventually.HoldsAsync(async () => (await PeerAsync(Eu)).GetProperty("exchanges").GetInt64() > before, "an exchange has verified it");
    }

    [Fact]
    public async Task A_pause_is_no_fault_of_either_side_and_the_peer_says_who_made_it()
    {
        var before = (await FaultsAsync(Eu), await FaultsAsync(Us));
        await ChangeAsync(Eu, "pause");
        await CutOffAsync();
        await Eventually.HoldsAsync(
            async () => (await PeerAsync(Us)).TryGetProperty("stateReason", out var reason) && reason.GetString()!.Contains("Region 'eu' has paused this one", StringComparison.Ordinal),
            "us says who paused it");
        Assert.Equal(before, (await FaultsAsync(Eu), await FaultsAsync(Us)));

        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("Aevrion-Region", "us");
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{Eu.Port}/v1/peer"), TestContext.Current.CancellationToken));
        Assert.Equal(503, (int)socket.HttpStatusCode);
        Assert.Contains("2", socket.HttpResponseHeaders!["Retry-After"]);
        Assert.Contains("peer-paused", socket.HttpResponseHeaders["Aevrion-Refusal"]);
    }

    [Fact]
    public async Task Nobody_can_ask_for_an_exchange_or_wait_for_a_peer_that_is_paused()
    {
        await ChangeAsync(Eu, "pause");
        var sync = await Eu.Api.PostAsync("/v1/peers/us/sync");
        Assert.Equal((409, "peer-paused"), (sync.Status, sync.Problem));

        var put = await Eu.Api.PutAsync("/v1/kv/key?ack=all&timeout=500", "v");
        Assert.Equal((504, "ack-timeout"), (put.Status, put.Problem));
        Assert.Equal("us", Assert.Single(put.Json.GetProperty("missing").EnumerateArray()).GetString());
        Assert.Equal(504, (await Us.Api.PutAsync("/v1/kv/key?ack=quorum&timeout=500", "v")).Status);
        Assert.Equal(502, (await Us.Api.PostAsync("/v1/peers/eu/sync")).Status);

        await ChangeAsync(Eu, "resume");
        (await Eu.Api.PutAsync("/v1/kv/key?ack=all&timeout=30000", "w")).AssertDone();
        (await Eu.Api.PostAsync("/v1/peers/us/sync")).AssertDone();
    }

    [Fact]
    public async Task A_pause_survives_restarts_of_either_side()
    {
        await ChangeAsync(Eu, "pause");
        await Eu.StopAsync();
        await Eu.StartReadyAsync();
        Assert.Equal("paused", (await PeerAsync(Eu)).GetProperty("state").GetString());
        await Us.StopAsync();
        await Us.StartReadyAsync();
        await Eventually.HoldsAsync(
            async () => (await PeerAsync(Us)).TryGetProperty("stateReason", out var reason) && reason.GetString()!.Contains("has paused", StringComparison.Ordinal),
            "us has been refused by eu, which was restarted");
        (await Us.Api.PutAsync("/v1/kv/from-us", "v")).AssertDone();
        (await Eu.Api.PutAsync("/v1/kv/from-eu", "v")).AssertDone();
        await CutOffAsync();

        await ChangeAsync(Eu, "resume");
        await HealedAsync();
        await Eu.StopAsync();
        await Eu.StartReadyAsync();
        await Regions.WaitForLinksAsync();
    }

    [Fact]
    public async Task Both_sides_may_pause_and_the_link_is_there_when_both_have_resumed()
    {
        await ChangeAsync(Eu, "pause");
        await ChangeAsync(Us, "pause");
        await ChangeAsync(Eu, "resume");
        await Eventually.HoldsAsync(
            async () => (await PeerAsync(Eu)).TryGetProperty("stateReason", out var reason) && reason.GetString()!.Contains("Region 'us' has paused this one", StringComparison.Ordinal),
            "eu finds that us has paused it, too");
        await ChangeAsync(Us, "resume");
        await Regions.WaitForLinksAsync();
    }

    [Theory]
    [InlineData("/v1/peers/mars/pause", 404, "unknown-peer")]
    [InlineData("/v1/peers/us/pause?for=ever", 400, "unknown-parameter")]
    [InlineData("/v1/peers/mars/resume", 404, "unknown-peer")]
    public async Task What_cannot_be_is_refused(string path, int status, string problem)
    {
        var answer = await Eu.Api.PostAsync(path);
        Assert.Equal((status, problem), (answer.Status, answer.Problem));
    }

    private TestSilo OtherThan(TestSilo silo) => silo == Eu ? Us : Eu;

    private async Task<JsonElement> ChangeAsync(TestSilo silo, string change) =>
        (await silo.Api.PostAsync($"/v1/peers/{OtherThan(silo).Region}/{change}")).AssertDone().Json;

    /// <summary>
    /// What counts as somebody's fault: violations of the link, violations and refusals of what the peer opens. An exchange that the other side had
    /// under way may fail, as with any cut.
    /// </summary>
    private static async Task<(long Violations, long InboundViolations, long Refusals)> FaultsAsync(TestSilo silo)
    {
        var peer = await PeerAsync(silo);
        var inbound = peer.GetProperty("inbound");
        return (peer.GetProperty("violations").GetInt64(), inbound.GetProperty("violations").GetInt64(), inbound.GetProperty("refusals").GetInt64());
    }

    private static async Task<JsonElement> PeerAsync(TestSilo silo) => (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];

    private async Task CutOffAsync()
    {
        foreach (var silo in new[] { Eu, Us })
        {
            await Eventually.HoldsAsync(
                async () => await PeerAsync(silo) is var peer && peer.GetProperty("state").GetString() != "connected"
                    && peer.GetProperty("inbound").GetProperty("connections").GetInt32() == 0,
                $"{silo.Region} has no connection, either way");
        }
    }

    private async Task HealedAsync()
    {
        await Regions.WaitForLinksAsync();
        await Eventually.HoldsAsync(async () => (await Us.Api.GetAsync("/v1/kv/from-eu")).Status == 200, "eu's write is in us");
        await Eventually.HoldsAsync(async () => (await Eu.Api.GetAsync("/v1/kv/from-us")).Status == 200, "us's write is in eu");
    }
}
