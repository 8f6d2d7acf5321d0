using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>What the peer should be told of regions. Of several that wait, only the last is sent: each says all there is to say.</summary>
public sealed record FrontiersChanged(IReadOnlyList<RegionFrontier> Records) : SessionInput;
