using System.Buffers.Text;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Silo.Tests.Peers.Authentication;

/// <summary>
/// What a dialler shows at the door, right or wrong. Proofs are worked out here from the protocol's description, without the product.
/// </summary>
internal sealed record Knock
{
    public const string DiallerLabel = "Aevrion peer authentication, dialler, version 1";
    public const string ListenerLabel = "Aevrion peer authentication, listener, version 1";
    public const string Secret = "a secret of eu and us, and of nobody else";

    private readonly byte[] _ownNonce = RandomNumberGenerator.GetBytes(32);

    public string Label { get; init; } = DiallerLabel;

    public string Region { get; init; } = "us";

    public string Listener { get; init; } = "eu";

    public string Key { get; init; } = Secret;

    /// <summary>SHA-256 of the certificate that the dialler sees.</summary>
    public byte[] Certificate { get; init; } = [];

    /// <summary>Asks for a challenge.</summary>
    public string Offer => $"Aevrion-Peer region=\"{Region}\"";

    /// <summary>Answers one.</summary>
    public string Answer(byte[] nonce) => Answer(nonce, Mac(Key, Label, nonce));

    public string Answer(byte[] nonce, byte[] proof) =>
        $"Aevrion-Peer region=\"{Region}\", nonce=\"{Text(nonce)}\", cnonce=\"{Text(_ownNonce)}\", proof=\"{Text(proof)}\"";

    /// <summary>What the listener has to prove in turn.</summary>
    public string ExpectedProof(byte[] nonce) => $"proof=\"{Text(Mac(Key, ListenerLabel, nonce))}\"";

    /// <summary>Asks for the connection; the socket is open, or the status says why not.</summary>
    public static async Task<ClientWebSocket> OpenAsync(int port, string? authorization, string? region = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(ProtocolLimits.Subprotocol);
        socket.Options.Proxy = null;
        socket.Options.CollectHttpResponseDetails = true;
        if (authorization is not null)
            socket.Options.SetRequestHeader("Authorization", authorization);
        if (region is not null)
            socket.Options.SetRequestHeader("Aevrion-Region", region);
        try
        {
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/v1/peer"), TestContext.Current.CancellationToken);
        }
        catch (WebSocketException) when ((int)socket.HttpStatusCode is 401)
        {
            // The answer is what is looked at.
        }

        return socket;
    }

    /// <summary>A fresh challenge of a silo.</summary>
    public async Task<byte[]> ChallengeAsync(int port)
    {
        using var socket = await OpenAsync(port, Offer);
        Assert.Equal(401, (int)socket.HttpStatusCode);
        var challenge = HeaderOf(socket, "WWW-Authenticate");
        Assert.DoesNotContain("error", challenge, StringComparison.Ordinal);
        return NonceIn(challenge);
    }

    public static byte[] NonceIn(string header) => Base64Url.DecodeFromChars(header.Split("nonce=\"")[1].Split('"')[0]);

    public static string HeaderOf(ClientWebSocket socket, string name) => Assert.Single(socket.HttpResponseHeaders![name]);

    /// <summary>What a silo has against an upgrade that it refuses.</summary>
    public static async Task<string> RefusalAsync(int port, string? authorization, string? region = null)
    {
        using var socket = await OpenAsync(port, authorization, region);
        Assert.Equal(401, (int)socket.HttpStatusCode);
        return HeaderOf(socket, "WWW-Authenticate").Split("error=\"")[1].Split('"')[0];
    }

    private byte[] Mac(string key, string label, byte[] nonce)
    {
        var message = new MemoryStream();
        foreach (var field in new[] { Encoding.UTF8.GetBytes(label), Encoding.UTF8.GetBytes(Region), Encoding.UTF8.GetBytes(Listener), nonce, _ownNonce, Certificate })
        {
            message.Write(BitConverter.GetBytes(field.Length));
            message.Write(field);
        }

        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), message.ToArray());
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
