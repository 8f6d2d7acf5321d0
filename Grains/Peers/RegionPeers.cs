using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers;

/// <summary>A region and its peers.</summary>
/// <param name="Region">This region.</param>
/// <param name="Watermark">
/// All regions hold the same events dated before it (milliseconds since the Unix epoch), whomever they exchange with; null when that is
/// proven of nothing.
/// </param>
/// <param name="WatermarkReason">Why there is no watermark, or why and when it last moved back; null when neither is so.</param>
/// <param name="Peers">In the order of their names.</param>
public sealed record RegionPeers(string Region, long? Watermark, string? WatermarkReason, IReadOnlyList<PeerStatus> Peers);
