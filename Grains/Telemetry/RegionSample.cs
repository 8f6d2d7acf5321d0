using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Storage.Statistics;

namespace Aevrion.Grains.Telemetry;

/// <summary>What was known of the region at one moment.</summary>
/// <param name="Peers">The peers.</param>
/// <param name="WatermarkMs">The watermark; null for none.</param>
/// <param name="Events">Events in the region; null before the database has told.</param>
/// <param name="Size">Sizes on disk; null before the database has told.</param>
internal sealed record RegionSample(IReadOnlyList<PeerStatus> Peers, long? WatermarkMs, long? Events, StorageSize? Size);
