namespace Aevrion.Core.Sync.Trust;

/// <summary>How much a peer may send, a second; see <see cref="TrustLimits"/>.</summary>
/// <param name="Frames">Frames.</param>
/// <param name="Events">Events in them.</param>
/// <param name="Bytes">Bytes on the wire.</param>
public sealed record FloodLimits(
    long Frames = TrustLimits.MaxFramesPerSecond, long Events = TrustLimits.MaxEventsPerSecond, long Bytes = TrustLimits.MaxBytesPerSecond);
