using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers;

/// <summary>A region and its peers.</summary>
/// <param name="Region">This region.</param>
/// <param name="Watermark">
/// Everything dated before it (milliseconds since the Unix epoch) is known to be the same in every region; null when nothing is, or
/// when the peers do not all push to each other.
/// </param>
/// <param name="Peers">In the order of their names.</param>
public sealed record RegionPeers(string Region, long? Watermark, IReadOnlyList<PeerStatus> Peers);
