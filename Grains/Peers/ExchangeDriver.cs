using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Tree;
using Aevrion.Storage;

namespace Aevrion.Grains.Peers;

/// <summary>Performs the effects of sync machines that concern this region: reads its tree and log, admits events.</summary>
public sealed class ExchangeDriver(RegionTree tree, IEventLog log, EventAdmission admission)
{
    /// <summary>Performs a read or an admission.</summary>
    /// <param name="effect">Any effect but those that use the connection.</param>
    /// <param name="peer">The peer it is done for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<SyncInput> PerformAsync(SyncEffect effect, string peer, CancellationToken cancellationToken) => effect switch
    {
        ReadHorizon => new HorizonRead(await tree.CloseAsync(cancellationToken), tree.OpenHorizon()),
        ReadSnapshot read => new SnapshotRead(await tree.SnapshotAsync(read.Horizon, cancellationToken)),
        ReadChildren read => new ChildrenRead(await tree.ChildrenAsync(read.Parents, cancellationToken)),
        ReadLeafDigests read => new LeafDigestsRead(await tree.LeafDigestsAsync(read.Ranges, cancellationToken)),
        ReadLeaves read => new LeavesRead(await tree.LeavesAsync(read.Leaves, cancellationToken)),
        ReadEvents read => new EventsRead(await log.ReadEventsAsync(
            read.Stamps, ProtocolLimits.TargetFrameBytes, cancellationToken)),
        ReadRange read => new EventsRead(await tree.RangeAsync(read.Leaves, read.After, cancellationToken)),
        AdmitEvents admit => new EventsAdmitted(await admission.AdmitAsync(admit.Events, peer, cancellationToken)),
        _ => throw new InvalidOperationException($"{effect.GetType().Name} is not for the region."),
    };
}
