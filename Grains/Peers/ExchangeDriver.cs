using Aevrion.Core.Events;
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
        ReadHorizon => new HorizonRead(tree.Horizon(), tree.OpenHorizon()),
        ReadLeafDigests read => new LeafDigestsRead(await tree.LeafDigestsAsync(read.Ranges, cancellationToken)),
        ReadRange read => new EventsRead(await ReadRangeAsync(read, cancellationToken)),
        ReadSnapshot read => new SnapshotRead(await tree.SnapshotAsync(read.Horizon, cancellationToken)),
        ReadChildren read => new ChildrenRead(await tree.ChildrenAsync(read.Parents, cancellationToken)),
        ReadLeaves read => new LeavesRead(await tree.LeavesAsync(read.Leaves, cancellationToken)),
        ReadEvents read => new EventsRead(await log.ReadEventsAsync(
            read.Stamps, ProtocolLimits.TargetFrameBytes, cancellationToken)),
        AdmitEvents admit => new EventsAdmitted(await admission.AdmitAsync(admit.Events, peer, cancellationToken)),
        _ => throw new InvalidOperationException($"{effect.GetType().Name} is not for the region."),
    };

    private async Task<IReadOnlyList<Event>> ReadRangeAsync(ReadRange read, CancellationToken cancellationToken)
    {
        var leaves = await tree.LeafDigestsAsync([read.Leaves], cancellationToken);
        var first = read.After is { } after ? tree.Shape.LeafOf(after.Timestamp) : 0;
        var asked = leaves.Where(leaf => leaf.Leaf >= first).Take(ProtocolLimits.MaxParentsPerRequest).Select(leaf => leaf.Leaf).ToList();
        var stamps = (await tree.LeavesAsync(asked, cancellationToken)).OrderBy(leaf => leaf.Key).SelectMany(leaf => leaf.Value)
            .Where(stamp => read.After is not { } behind || stamp > behind).Take(ProtocolLimits.MaxEventsPerFrame).ToList();
        return stamps.Count == 0 ? [] : await log.ReadEventsAsync(stamps, ProtocolLimits.TargetFrameBytes, cancellationToken);
    }
}
