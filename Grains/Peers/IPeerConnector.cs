namespace Aevrion.Grains.Peers;

/// <summary>Opens connections to other regions.</summary>
public interface IPeerConnector
{
    /// <summary>Connects to a region's peer endpoint; both sides prove who they are as far as that is configured.</summary>
    /// <param name="peer">The region.</param>
    /// <param name="url">The region's base URL, as configured.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <exception cref="PeerConnectionLostException">Not reachable; the message says why.</exception>
    /// <exception cref="PeerNotProvenException">One side does not accept the proof of the other; the message says what to correct.</exception>
    Task<IPeerChannel> ConnectAsync(string peer, Uri url, CancellationToken cancellationToken);
}
