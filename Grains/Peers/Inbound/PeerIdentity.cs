using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers;

/// <summary>What the transport knows of the other end of a connection before its first frame.</summary>
/// <param name="Region">The peer that it proved to be; null when it did not, and its introduction is believed.</param>
/// <param name="Proof">How.</param>
/// <param name="Address">Where it is, without a port; empty when that is not known.</param>
public sealed record PeerIdentity(string? Region, PeerProof Proof, string Address)
{
    /// <summary>Nothing is known.</summary>
    public static PeerIdentity Unproven { get; } = new(null, PeerProof.None, "");
}
