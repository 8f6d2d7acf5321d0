using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Peers.Authentication;
using Aevrion.Silo.Peers.Certificates;
using Microsoft.Net.Http.Headers;

namespace Aevrion.Silo.Peers;

/// <summary>
/// Connects to other regions' silos by WebSocket, directly: no proxy stands between regions. Where a secret is configured both sides have
/// proved that they know it, where certificates are the peer has shown its own, before a frame is sent.
/// </summary>
internal sealed class WebSocketPeerConnector(SiloSettings settings, TimeProvider timeProvider) : IPeerConnector
{
    private string Region => settings.Region.Region;

    /// <inheritdoc/>
    public async Task<IPeerChannel> ConnectAsync(string peer, Uri url, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PeerSocketLimits.ConnectTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var credentials = settings.PeerCredentials.GetValueOrDefault(peer) ?? PeerCredentials.None;
            var dial = credentials.Secret is { } secret
                ? await ProveAsync(peer, url, credentials, secret, either.Token)
                : Opened(peer, url, await DialAsync(url, credentials, BearerOf(credentials), either.Token));
            return new WebSocketPeerChannel(dial.Socket, isClient: true) { Takes = dial.Takes() };
        }
        catch (OperationCanceledException tooLate) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PeerConnectionLostException($"{url} did not answer within {PeerSocketLimits.ConnectTimeout.TotalSeconds} seconds.", tooLate);
        }
    }

    /// <summary>Asks for a challenge, answers it, and checks the listener's own proof.</summary>
    private async Task<PeerDial> ProveAsync(
        string peer, Uri url, PeerCredentials credentials, byte[] secret, CancellationToken cancellationToken)
    {
        var first = await DialAsync(url, credentials, PeerHeaders.Offer(Region), cancellationToken);
        var challenge = first.Challenge();
        using (first.Socket)
        {
            if (!first.IsChallenged || challenge is null || challenge.ContainsKey("error"))
            {
                Opened(peer, url, first);
                throw new PeerNotProvenException(
                    $"'{peer}' lets this region in without a proof of the secret and gives none itself. Set Aevrion:Peers:{Region}:Secret there, too.");
            }
        }

        if (PeerHeaders.BytesOf(challenge, "nonce", ChallengeNonces.Bytes) is not { } nonce)
            throw new PeerNotProvenException($"The challenge of '{peer}' cannot be read. Run versions that share a protocol.");
        var own = RandomNumberGenerator.GetBytes(SecretProof.DiallerNonceBytes);
        var about = new ProofContext(Region, peer, nonce, own, first.Certificate);
        var answer = PeerHeaders.Answer(Region, nonce, own, SecretProof.OfDialler(secret, about));
        var second = await DialAsync(url, credentials, answer, cancellationToken);
        Opened(peer, url, second);
        if (second.Certificate.AsSpan().SequenceEqual(about.Certificate)
            && second.Proof() is { } proof && PeerHeaders.BytesOf(proof, "proof", SecretProof.Bytes) is { } theirs
            && CryptographicOperations.FixedTimeEquals(theirs, SecretProof.OfListener(secret, about)))
            return second;
        second.Socket.Dispose();
        throw new PeerNotProvenException($"{url} did not prove to be '{peer}': it does not know the secret. Nothing was sent to it.");
    }

    private async Task<PeerDial> DialAsync(Uri url, PeerCredentials credentials, string? authorization, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        byte[] certificate = [];
        string? fault = null;
        var options = socket.Options;
        options.AddSubProtocol(ProtocolLimits.Subprotocol);
        options.Proxy = null;
        options.KeepAliveInterval = PeerSocketLimits.PingInterval;
        options.KeepAliveTimeout = PeerSocketLimits.PongTimeout;
        options.CollectHttpResponseDetails = true;
        options.SetRequestHeader(PeerHeaders.Region, Region);
        if (authorization is not null)
            options.SetRequestHeader(HeaderNames.Authorization, authorization);
        if (settings.Tls is { } tls)
            options.ClientCertificates.Add(tls.Certificate);
        options.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
        {
            if (shown is not X509Certificate2 server)
                return false;
            certificate = SHA256.HashData(server.RawData);
            fault = credentials.Trust is { } trust
                ? trust.Refuse(server, chain?.ChainElements.Select(element => element.Certificate) ?? [], CertificateTrust.ServerUsage, timeProvider.GetUtcNow())
                : errors == System.Net.Security.SslPolicyErrors.None ? null : $"the certificate is not accepted by this machine ({errors})";
            return fault is null;
        };
        try
        {
            await socket.ConnectAsync(PeerSocketAddress.Of(url), cancellationToken);
            return new PeerDial(socket, null, certificate, null);
        }
        catch (WebSocketException failure)
        {
            return new PeerDial(socket, failure, certificate, fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The same, when it is open.</summary>
    /// <exception cref="PeerConnectionLostException">The peer cannot be reached, or not now.</exception>
    /// <exception cref="PeerPausedException">The peer has paused this region.</exception>
    /// <exception cref="PeerNotProvenException">Somebody has to correct a configuration.</exception>
    private static PeerDial Opened(string peer, Uri url, PeerDial dial)
    {
        if (dial.Failure is not { } failure)
            return dial;
        var status = dial.Socket.HttpStatusCode;
        var isPaused = dial.IsPaused;
        var code = dial.Challenge()?.GetValueOrDefault("error");
        dial.Socket.Dispose();
        if (dial.CertificateFault is { } fault)
            throw new PeerNotProvenException($"{url} did not prove to be '{peer}': {fault}. Nothing was sent to it.", failure);
        if (isPaused)
            throw new PeerPausedException(PeerPauses.ReasonFor(peer), failure);
        if (code == PeerRefusal.SpentNonce.Code)
            throw new PeerConnectionLostException(string.Format(PeerRefusal.SpentNonce.There, peer), failure);
        if (PeerRefusal.All.FirstOrDefault(refusal => refusal.Code == code) is { } known)
            throw new PeerNotProvenException(string.Format(known.There, peer), failure);
        throw status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PeerNotProvenException(string.Format(PeerRefusal.NoCredential.There, peer), failure),
            default(HttpStatusCode) or HttpStatusCode.SwitchingProtocols => Lost(url, failure.GetBaseException().Message, failure),
            HttpStatusCode.ServiceUnavailable => Lost(url, "its region is not ready yet.", failure),
            _ => Lost(url, $"it answered {(int)status} {status}. Check that the URL is that of an Aevrion silo.", failure),
        };
    }

    private static PeerConnectionLostException Lost(Uri url, string reason, WebSocketException failure) =>
        new($"{url} cannot be reached: {reason}", failure);

    private static string? BearerOf(PeerCredentials credentials) => credentials.Token is { } token ? $"Bearer {token}" : null;
}
