using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>What the peer should be told of regions. What waits for the connection goes out together, the latest of each region.</summary>
public sealed record FrontiersChanged(IReadOnlyList<RegionFrontier> Records) : SessionInput;
