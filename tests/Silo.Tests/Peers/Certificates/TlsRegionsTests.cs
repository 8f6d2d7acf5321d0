using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text.Json;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Silo.Tests.Peers.Authentication;

namespace Aevrion.Silo.Tests.Peers.Certificates;

/// <summary>Two regions, each a silo with a certificate of its own, over TLS. Their clients use plain HTTP on another port.</summary>
public sealed class TlsRegionsTests : IAsyncLifetime
{
    private readonly CertificateFiles _files = new();
    private readonly int _euPort = FreePort.Next();
    private readonly int _usPort = FreePort.Next();
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync()
    {
        _regions = await TwoRegions.CreateAsync();
        Listen(Regions.Eu, _euPort, "us", _usPort);
        Listen(Regions.Us, _usPort, "eu", _euPort);
    }

    public async ValueTask DisposeAsync()
    {
        await Regions.DisposeAsync();
        _files.Dispose();
    }

    [Fact]
    public async Task Regions_that_pin_each_others_certificates_replicate()
    {
        Regions.Eu.With("Peers:us:Certificate", CertificateFiles.DigestOf(_files.Make("us")));
        Regions.Us.With("Peers:eu:Certificate", CertificateFiles.KeyDigestOf(_files.Make("eu")));
        await AssertTogetherAsync("certificate");
    }

    [Fact]
    public async Task Regions_that_have_an_authority_in_common_replicate_and_so_do_those_that_add_a_secret()
    {
        var authority = _files.Authority("authority");
        _files.Make("eu", authority);
        _files.Make("us", authority);
        Regions.Eu.With("Peers:us:CertificateAuthority", _files.FileOf("authority")).With("Peers:us:Secret", Knock.Secret);
        Regions.Us.With("Peers:eu:CertificateAuthority", _files.FileOf("authority")).With("Peers:eu:Secret", Knock.Secret);
        await AssertTogetherAsync("secret+certificate");
    }

    [Fact]
    public async Task A_region_that_expects_another_certificate_and_the_one_that_shows_it_both_say_so()
    {
        _files.Make("us");
        Regions.Eu.With("Peers:us:Certificate", CertificateFiles.DigestOf(_files.Make("other")));
        Regions.Us.With("Peers:eu:Certificate", CertificateFiles.DigestOf(_files.Make("eu")));
        await Task.WhenAll(Regions.Eu.StartReadyAsync(), Regions.Us.StartReadyAsync());
        await RefusedAsync(Regions.Eu, "did not prove to be 'us'");
        await RefusedAsync(Regions.Us, "does not accept this silo's certificate");
        Assert.Contains("certificate", (await PeerOfAsync(Regions.Eu)).GetProperty("inbound").GetProperty("lastRefusal").GetString(), StringComparison.Ordinal);
        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        Assert.Equal(404, (await Regions.Us.Api.GetAsync("/v1/kv/key")).Status);
    }

    [Fact]
    public async Task Who_shows_no_certificate_is_not_let_in_and_clients_need_none()
    {
        _files.Make("eu");
        Regions.Eu.With("Peers:us:Certificate", CertificateFiles.DigestOf(_files.Make("us")));
        await Regions.Eu.StartReadyAsync();
        using var socket = await OpenAsync(authorization: null);
        Assert.Equal(401, (int)socket.HttpStatusCode);
        Assert.Contains("certificate-missing", Knock.HeaderOf(socket, "WWW-Authenticate"), StringComparison.Ordinal);

        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=eu" },
            UseProxy = false,
        });
        Assert.True((await client.GetAsync(new Uri($"https://127.0.0.1:{_euPort}/readyz"), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData("of this connection", true)]
    [InlineData("of somebody in between", false)]
    [InlineData("of none", false)]
    public async Task A_proof_of_the_secret_is_bound_to_the_certificate_of_the_connection(string certificate, bool isLetIn)
    {
        var own = _files.Make("eu");
        Regions.Eu.With("Peers:us:Secret", Knock.Secret);
        await Regions.Eu.StartReadyAsync();
        var knock = new Knock
        {
            Certificate = certificate switch
            {
                "of this connection" => SHA256.HashData(own.RawData),
                "of somebody in between" => SHA256.HashData(_files.Make("between").RawData),
                _ => [],
            },
        };
        using var first = await OpenAsync(knock.Offer);
        using var second = await OpenAsync(knock.Answer(Knock.NonceIn(Knock.HeaderOf(first, "WWW-Authenticate"))));
        Assert.Equal(isLetIn ? WebSocketState.Open : WebSocketState.Closed, second.State);
        if (!isLetIn)
            Assert.Contains("proof-wrong", Knock.HeaderOf(second, "WWW-Authenticate"), StringComparison.Ordinal);
    }

    private void Listen(TestSilo silo, int port, string peer, int peerPort) => silo
        .With("Urls", $"{silo.Url};https://127.0.0.1:{port}")
        .With("Tls:Certificate", _files.FileOf(silo.Region))
        .With("Tls:Key", _files.KeyFileOf(silo.Region))
        .With($"Peers:{peer}:Url", $"https://127.0.0.1:{peerPort}");

    private async Task AssertTogetherAsync(string proof)
    {
        await Regions.StartAsync();
        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Regions.Us.Api.GetAsync("/v1/kv/key")).Status == 200, "us has what eu wrote");
        foreach (var silo in new[] { Regions.Eu, Regions.Us })
            Assert.Equal(proof, (await PeerOfAsync(silo)).GetProperty("inbound").GetProperty("proof").GetString());
    }

    private async Task<ClientWebSocket> OpenAsync(string? authorization)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=eu";
        socket.Options.SetRequestHeader("Aevrion-Region", "us");
        if (authorization is not null)
            socket.Options.SetRequestHeader("Authorization", authorization);
        try
        {
            await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{_euPort}/v1/peer"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException) when ((int)socket.HttpStatusCode == 401)
        {
            // The answer is what is looked at.
        }

        return socket;
    }

    private static Task RefusedAsync(TestSilo silo, string word) => Eventually.HoldsAsync(
        async () => await PeerOfAsync(silo) is var peer && peer.GetProperty("state").GetString() == "refused"
            && peer.GetProperty("stateReason").GetString()!.Contains(word, StringComparison.Ordinal),
        $"{silo.Region} says why it is not let in");

    private static async Task<JsonElement> PeerOfAsync(TestSilo silo) =>
        (await silo.Api.GetAsync("/v1/peers")).AssertDone().Json.GetProperty("peers")[0];
}
