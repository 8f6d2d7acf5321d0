using System.Net;
using System.Net.WebSockets;
using Aevrion.Core.Sync.Trust;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Peers.Authentication;

/// <summary>What came of one upgrade request to a peer.</summary>
/// <param name="Socket">Open when the peer let this region in.</param>
/// <param name="Failure">Why it is not open; null when it is.</param>
/// <param name="Certificate">SHA-256 of the certificate that the peer showed; empty without TLS.</param>
/// <param name="CertificateFault">Why that certificate was not accepted; null when it was, or there was none.</param>
internal sealed record PeerDial(ClientWebSocket Socket, WebSocketException? Failure, byte[] Certificate, string? CertificateFault)
{
    /// <summary>True when the peer wants to know more before it opens the connection.</summary>
    public bool IsChallenged => Failure is not null && Socket.HttpStatusCode == HttpStatusCode.Unauthorized;

    /// <summary>The parameters of the peer's challenge; null when there is none.</summary>
    public Dictionary<string, string>? Challenge() => HeadersNamed("WWW-Authenticate").Select(PeerHeaders.ParametersOf).FirstOrDefault(found => found is not null);

    /// <summary>The parameters of the peer's own proof; null when it gave none.</summary>
    public Dictionary<string, string>? Proof() => HeadersNamed(PeerHeaders.ListenerProof).Select(PeerHeaders.Parse).FirstOrDefault(found => found is not null);

    /// <summary>The keys that the peer takes from this region; null for all.</summary>
    public WritePermit? Takes() => HeadersNamed(PeerHeaders.Takes).Select(header => PeerHeaders.PermitOf(PeerHeaders.Parse(header))).FirstOrDefault();

    /// <summary>True when the peer has paused this region.</summary>
    public bool IsPaused => HeadersNamed(PeerHeaders.Refusal).Contains(ProblemKinds.PausedHere.Slug, StringComparer.Ordinal);

    private IEnumerable<string> HeadersNamed(string name) =>
        Socket.HttpResponseHeaders is { } headers && headers.TryGetValue(name, out var values) ? values : [];
}
