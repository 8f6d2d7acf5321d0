using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Sync.Trust;

namespace Aevrion.Grains.Peers;

/// <summary>
/// A connection to another region that carries frames both ways, each whole and in order. One reader and one writer at a time.
/// </summary>
public interface IPeerChannel : IAsyncDisposable
{
    /// <summary>The keys that the other end takes from this region; null for all, or when it does not say.</summary>
    WritePermit? Takes => null;

    /// <summary>Puts a frame on the connection.</summary>
    /// <returns>Bytes it took there, the transport's framing included.</returns>
    /// <exception cref="PeerConnectionLostException">The connection is gone.</exception>
    ValueTask<int> SendAsync(Frame frame, CancellationToken cancellationToken);

    /// <summary>Waits for the next frame; null once the other side has closed the connection in order.</summary>
    /// <exception cref="ProtocolViolationException">What came is not a frame, or over the limit.</exception>
    /// <exception cref="PeerConnectionLostException">The connection is gone.</exception>
    ValueTask<ReceivedFrame?> ReceiveAsync(CancellationToken cancellationToken);
}
