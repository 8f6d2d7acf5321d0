namespace Aevrion.Silo.Peers.Authentication;

/// <summary>What a proof is about.</summary>
/// <param name="Dialler">The region that dials.</param>
/// <param name="Listener">The region that it means to reach.</param>
/// <param name="ListenerNonce">The listener's challenge.</param>
/// <param name="DiallerNonce">The dialler's random bytes.</param>
/// <param name="Certificate">SHA-256 of the listener's certificate, as either side sees it on this connection; empty without TLS.</param>
internal sealed record ProofContext(string Dialler, string Listener, byte[] ListenerNonce, byte[] DiallerNonce, byte[] Certificate);
