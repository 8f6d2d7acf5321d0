using System.Net.WebSockets;
using System.Text.Json;
using Aevrion.Core.Sync.Protocol;
using Google.Protobuf;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>Who comes to a region that shares a secret with its peers: let in with a proof of it, and refused before there is a WebSocket otherwise.</summary>
public sealed class SecretListenerTests(RegionWithSecrets region) : IClassFixture<RegionWithSecrets>
{
    private static readonly Knock Us = new();

    private int Port => region.Silo.Port;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_peer_that_knows_the_secret_is_let_in_and_is_proven_that_the_listener_knows_it_too()
    {
        var nonce = await Us.ChallengeAsync(Port);
        using var socket = await Knock.OpenAsync(Port, Us.Answer(nonce));
        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal(Us.ExpectedProof(nonce), Knock.HeaderOf(socket, "Authentication-Info"));
        Assert.Equal("eu", (await GreetAsync(socket, "us")).Welcome.Region);
        await Eventually.HoldsAsync(
            async () => await InboundAsync("us") is var inbound && inbound.GetProperty("state").GetString() == "connected"
                && inbound.GetProperty("proof").GetString() == "secret",
            "eu shows how us proved who it is");
    }

    [Fact]
    public async Task What_one_peer_has_proven_is_of_no_use_for_the_name_of_another()
    {
        using var socket = await Knock.OpenAsync(Port, Us.Answer(await Us.ChallengeAsync(Port)));
        Assert.Equal(Refusal.Types.Reason.UnknownRegion, (await GreetAsync(socket, "ap")).Refusal.Reason);
    }

    [Theory]
    [InlineData("the secret of another peer")]
    [InlineData("the name of another peer")]
    [InlineData("a proof made for another region")]
    [InlineData("the listener's own proof")]
    [InlineData("a region that is no peer")]
    [InlineData("the region itself")]
    [InlineData("the certificate of another connection")]
    public async Task A_proof_of_something_else_is_refused(string what)
    {
        var knock = what switch
        {
            "the secret of another peer" => Us with { Key = RegionWithSecrets.SecretOfAp },
            "the name of another peer" => Us with { Region = "ap" },
            "a proof made for another region" => Us with { Listener = "ap" },
            "the listener's own proof" => Us with { Label = Knock.ListenerLabel },
            "a region that is no peer" => Us with { Region = "mars" },
            "the region itself" => Us with { Region = "eu", Listener = "us" },
            _ => Us with { Certificate = new byte[32] },
        };
        Assert.Equal("proof-wrong", await Knock.RefusalAsync(Port, knock.Answer(await knock.ChallengeAsync(Port))));
    }

    [Fact]
    public async Task A_challenge_is_answered_once()
    {
        var answer = Us.Answer(await Us.ChallengeAsync(Port));
        using (var first = await Knock.OpenAsync(Port, answer))
            Assert.Equal(WebSocketState.Open, first.State);
        Assert.Equal("nonce-spent", await Knock.RefusalAsync(Port, answer));
    }

    [Fact]
    public async Task A_challenge_that_this_silo_did_not_make_is_refused()
    {
        var nonce = await Us.ChallengeAsync(Port);
        nonce[^1] ^= 1;
        Assert.Equal("nonce-spent", await Knock.RefusalAsync(Port, Us.Answer(nonce)));
        nonce[^1] ^= 1;
        nonce[0] ^= 1;
        Assert.Equal("nonce-spent", await Knock.RefusalAsync(Port, Us.Answer(nonce)));
        Assert.Equal("nonce-spent", await Knock.RefusalAsync(Port, Us.Answer(new byte[nonce.Length])));
    }

    [Fact]
    public async Task Who_shows_nothing_is_refused_whoever_it_says_to_be()
    {
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, authorization: null));
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, authorization: null, region: "us"));
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, authorization: null, region: "mars"));
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, "Bearer aev_something", region: "us"));
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, $"Bearer {Knock.Secret}"));
    }

    [Theory]
    [InlineData("region=\"us\", nonce=\"x\", cnonce=\"y\", proof=\"z\"")]
    [InlineData("region=\"us\", proof=\"\"")]
    [InlineData("region=\"us\", nonce=\"=\", cnonce=\"=\", proof=\"=\"")]
    public async Task A_malformed_answer_is_refused(string parameters) =>
        Assert.Equal("answer-malformed", await Knock.RefusalAsync(Port, $"Aevrion-Peer {parameters}"));

    [Theory]
    [InlineData("Aevrion-Peer")]
    [InlineData("Aevrion-Peer us")]
    [InlineData("Aevrion-Peer region=us")]
    [InlineData("Aevrion-Peer region=\"us\", region=\"us\"")]
    [InlineData("Aevrion-Peer region=\"us")]
    [InlineData("Aevrion-Peer ,,,")]
    public async Task What_is_no_header_of_the_scheme_is_no_credential(string authorization) =>
        Assert.Equal("credential-missing", await Knock.RefusalAsync(Port, authorization));

    [Fact]
    public async Task A_wrong_proof_is_seen_at_the_region_and_the_secret_is_not()
    {
        var knock = new Knock { Region = "ap", Key = Knock.Secret };
        await Knock.RefusalAsync(Port, knock.Answer(await knock.ChallengeAsync(Port)));
        var inbound = await InboundAsync("ap");
        Assert.Equal("refused", inbound.GetProperty("state").GetString());
        Assert.Contains("secret", inbound.GetProperty("lastRefusal").GetString(), StringComparison.Ordinal);
        Assert.True(inbound.GetProperty("refusals").GetInt64() > 0);
        Assert.DoesNotContain(RegionWithSecrets.SecretOfAp, (await region.Silo.Api.GetAsync("/v1/peers")).Text, StringComparison.Ordinal);
    }

    private async Task<JsonElement> InboundAsync(string peer) =>
        (await region.Silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers").EnumerateArray()
            .Single(entry => entry.GetProperty("name").GetString() == peer).GetProperty("inbound");

    private static async Task<Frame> GreetAsync(ClientWebSocket socket, string region)
    {
        var hello = new Frame
        {
            Hello = new Hello
            {
                Version = ProtocolLimits.Version,
                Region = region,
                GranularityMs = 1000,
                BranchingFactor = 32,
                Stream = ByteString.CopyFrom(Guid.NewGuid().ToByteArray()),
            },
        };
        await socket.SendAsync(hello.ToByteArray(), WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), Cancellation);
        return Frame.Parser.ParseFrom(buffer.AsSpan(0, received.Count));
    }
}
