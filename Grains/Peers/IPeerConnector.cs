namespace Aevrion.Grains.Peers;

/// <summary>Opens connections to other regions.</summary>
public interface IPeerConnector
{
    /// <summary>Connects to a region's peer endpoint.</summary>
    /// <param name="url">The region's base URL, as configured.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    /// <exception cref="PeerConnectionLostException">Not reachable; the message says why.</exception>
    Task<IPeerChannel> ConnectAsync(Uri url, CancellationToken cancellationToken);
}
