using System.Net.WebSockets;
using System.Text.Json;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage;
using Aevrion.Testing.PostgreSql;
using Google.Protobuf;

namespace Aevrion.Silo.Tests.Peers;

/// <summary>A peer that breaks the protocol again and again: it is kept out, and nobody else notices.</summary>
public sealed class HostilePeerTests : IAsyncLifetime
{
    private const string Good = "us";
    private const string Bad = "worm";
    private const int FramesPerSecond = 50;

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    private TestSilo Silo => _silo!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString)
            .With($"Peers:{Good}:Url", "http://127.0.0.1:9").With($"Peers:{Bad}:Url", "http://127.0.0.1:9/worm")
            .With($"Peers:{Bad}:MaxFramesPerSecond", $"{FramesPerSecond}")
            .StartReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_peer_that_breaks_the_protocol_is_kept_out_longer_each_time_and_the_region_says_why()
    {
        await ViolateAsync(await LetInAsync());
        var (turnedAway, answer) = await HandPlayedPeer.GreetAsync(Silo.Port, Bad);
        turnedAway.Dispose();
        Assert.Equal(Refusal.Types.Reason.Busy, answer.Refusal.Reason);
        Assert.Contains("cut off for", answer.Refusal.Message, StringComparison.Ordinal);

        var first = await InboundAsync();
        Assert.Equal("cut-off", first.GetProperty("state").GetString());
        Assert.Equal((1, 2), (first.GetProperty("violations").GetInt32(), first.GetProperty("refusals").GetInt32()));
        await ViolateAsync(await LetInAsync());
        var second = await InboundAsync();
        Assert.Contains("not a frame", second.GetProperty("lastRefusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, second.GetProperty("violations").GetInt32());
        Assert.True(LeftMs(second) > 1_000, $"{second}");
    }

    [Fact]
    public async Task A_flood_ends_every_connection_of_the_peer()
    {
        var flooder = await LetInAsync();
        var other = await LetInAsync();
        Refusal? refusal = null;
        var reading = Task.Run(async () => refusal = (await flooder.ReceiveAsync())?.Refusal, TestContext.Current.CancellationToken);
        var frontiers = new Frame { Frontiers = new Frontiers() }.ToByteArray();
        try
        {
            for (var i = 0; i < 100 * FramesPerSecond && !reading.IsCompleted; i++)
                await flooder.SendAsync(frontiers);
        }
        catch (WebSocketException)
        {
            // The silo does not wait for the rest.
        }

        await reading;
        Assert.Contains("flood", refusal!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Refusal.Types.Reason.Busy, (await other.ReceiveAsync())!.Refusal.Reason);
        flooder.Dispose();
        other.Dispose();
    }

    [Fact]
    public async Task A_peer_has_a_limited_number_of_connections_and_others_have_their_own()
    {
        var open = new List<HandPlayedPeer>();
        Frame answer;
        do
        {
            (var peer, answer) = await HandPlayedPeer.GreetAsync(Silo.Port, Bad);
            open.Add(peer);
        }
        while (answer.BodyCase == Frame.BodyOneofCase.Welcome);
        Assert.Equal(Grains.Peers.PeerLimits.MaxConnections + 1, open.Count);
        Assert.Equal(Refusal.Types.Reason.Busy, answer.Refusal.Reason);
        (var good, answer) = await HandPlayedPeer.GreetAsync(Silo.Port, Good);
        Assert.Equal(Frame.BodyOneofCase.Welcome, answer.BodyCase);
        good.Dispose();
        open.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_peer_cannot_use_up_the_numbers_of_regions()
    {
        var bad = await LetInAsync();
        Frame? answer = null;
        for (var i = 0UL; answer?.Refusal is null; i++)
        {
            Assert.InRange(i, 0UL, (ulong)StorageLimits.MaxOrigins);
            var invented = Enumerable.Range(0, 100).Select(k => WireEvents.ToWire(Event.Create($"bad/{i}/{k}", "v"u8.ToArray(), 1_000, $"r{i}-{k}"))).ToArray();
            answer = await bad.AskAsync(HandPlayedPeer.PushOf((i * 100) + 1, invented));
        }

        Assert.Equal(Refusal.Types.Reason.InvalidEvent, answer.Refusal.Reason);
        Assert.Contains($"{StorageLimits.MaxOrigins} regions", answer.Refusal.Message, StringComparison.Ordinal);
        Assert.True((await InboundAsync()).GetProperty("violations").GetInt64() > 0);
        (await Silo.Api.PostAsync("/v1/batch", """{"op":"put","key":"k","text":"v","timestamp":1,"origin":"another"}""")).AssertProblem(409, "too-many-origins");
        (await Silo.Api.PostAsync("/v1/batch", """{"op":"put","key":"k","text":"v","timestamp":1,"origin":"r0-7"}""")).AssertDone();

        // A peer that never wrote before is welcome all the same.
        var (good, _) = await HandPlayedPeer.GreetAsync(Silo.Port, Good);
        Assert.Equal(1UL, (await good.AskAsync(HandPlayedPeer.PushOf(1, WireEvents.ToWire(Event.Create("good", "v"u8.ToArray(), 1_000, Good))))).PushAck.ReceivedThrough);
        Assert.Equal(200, (await Silo.Api.GetAsync("/v1/kv/good")).Status);
        bad.Dispose();
        good.Dispose();
    }

    [Fact]
    public async Task Local_traffic_and_other_peers_are_unharmed()
    {
        const int writes = 200;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var attacks = Enumerable.Range(0, 3).Select(kind => Task.Run(() => AttackAsync(kind, stop.Token), stop.Token)).ToList();
        var (good, welcome) = await HandPlayedPeer.GreetAsync(Silo.Port, Good);
        Assert.Equal(Frame.BodyOneofCase.Welcome, welcome.BodyCase);
        for (var i = 1; i <= writes; i++)
        {
            (await Silo.Api.PutAsync($"/v1/kv/local/{i}", "v")).AssertDone();
            var pushed = WireEvents.ToWire(Event.Create($"good/{i}", "v"u8.ToArray(), 1_000 + i, Good));
            Assert.Equal((ulong)i, (await good.AskAsync(HandPlayedPeer.PushOf((ulong)i, pushed))).PushAck.ReceivedThrough);
            Assert.Equal(200, (await Silo.Api.GetAsync($"/v1/kv/good/{i}")).Status);
        }

        await stop.CancelAsync();
        foreach (var attack in attacks)
            await attack.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        good.Dispose();
        Assert.Equal(2 * writes, await Silo.Api.CountAsync());
        Assert.True((await InboundAsync()).GetProperty("violations").GetInt64() > 0);
    }

    /// <summary>Breaks the protocol in one way, over and over, with a connection on which a frame never ends beside it.</summary>
    private async Task AttackAsync(int kind, CancellationToken cancellationToken)
    {
        var forged = WireEvents.ToWire(Event.Create("forged", "v"u8.ToArray(), 1_000, Bad));
        forged.Value = ByteString.CopyFromUtf8("w");
        var message = kind switch
        {
            0 => HandPlayedPeer.PushOf(1, forged).ToByteArray(),
            1 => [0xFF, 0xFF, 0xFF],
            _ => new byte[ProtocolLimits.MaxFrameBytes + 1],
        };
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var (peer, answer) = await HandPlayedPeer.GreetAsync(Silo.Port, Bad);
                using (peer)
                {
                    if (answer.BodyCase != Frame.BodyOneofCase.Welcome)
                        continue;
                    await peer.SendAsync(new byte[1_000], isWhole: false);
                    await peer.SendAsync(message);
                    await peer.ReceiveAsync();
                }
            }
            catch (Exception gone) when (gone is WebSocketException or InvalidOperationException or IOException)
            {
                // Thrown out while it spoke, or before: that is the point.
            }
        }
    }

    private async Task<HandPlayedPeer> LetInAsync()
    {
        HandPlayedPeer? entered = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var (peer, answer) = await HandPlayedPeer.GreetAsync(Silo.Port, Bad);
                if (answer.BodyCase == Frame.BodyOneofCase.Welcome)
                    entered = peer;
                else
                    peer.Dispose();
                return entered is not null;
            },
            "the peer is let in");
        return entered!;
    }

    private static async Task ViolateAsync(HandPlayedPeer peer)
    {
        await peer.SendAsync([0xFF, 0xFF, 0xFF]);
        Assert.Equal(Refusal.Types.Reason.Malformed, (await peer.ReceiveAsync())!.Refusal.Reason);
        peer.Dispose();
    }

    private static long LeftMs(JsonElement inbound) =>
        inbound.GetProperty("cutOffUntil").GetInt64() - inbound.GetProperty("lastRefusedAt").GetInt64();

    private async Task<JsonElement> InboundAsync() =>
        (await Silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers").EnumerateArray()
            .Single(peer => peer.GetProperty("name").GetString() == Bad).GetProperty("inbound");
}
