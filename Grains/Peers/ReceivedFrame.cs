using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>A frame off a connection.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="WireBytes">Bytes it took on the connection, the transport's framing included.</param>
public sealed record ReceivedFrame(Frame Frame, int WireBytes);
