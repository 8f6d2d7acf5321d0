using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>Takes what a peer tells of regions, if it keeps the limits.</summary>
internal sealed class FrontierReception(Protocol.Frontiers frontiers, string peer) : SyncMachine
{
    /// <inheritdoc/>
    protected override IEnumerable<SyncEffect> Run()
    {
        if (frontiers.Regions.Count > SessionLimits.MaxFrontierRegions || !frontiers.Regions.All(Fits))
            throw new ProtocolViolationException("The frontiers are malformed.");
        yield return new LearnFrontiers(peer, frontiers.Regions);
        Answers.Take<Noted>();
    }

    private static bool Fits(RegionFrontier record) =>
        NameFits(record.Region)
        && record.Peers.Count <= ProtocolLimits.MaxNeighbours
        && record.Peers.All(NameFits)
        && record.Points.Count <= SessionLimits.MaxFrontierPoints
        && record.Points.All(point => point.Leaf <= long.MaxValue && point.Digest.Length == Hash256.Length);

    private static bool NameFits(string region) => region.Length is > 0 and <= ProtocolLimits.MaxRegionNameLength;
}
