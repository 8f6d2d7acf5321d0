using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Grains.Conflicts;
using Aevrion.Grains.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Appending;

namespace Aevrion.Grains.Peers;

/// <summary>Performs the effects of sync machines that concern this region: reads its tree and log, admits events.</summary>
public sealed class ExchangeDriver(RegionTree tree, IEventLog log, EventAdmission admission, LoserReads losers)
{
    /// <summary>The admissions of a connection's exchanges, some of them under way at a time.</summary>
    /// <param name="peer">The peer at its other end.</param>
    /// <param name="cancellationToken">Stops the waiting for them.</param>
    public OpenAdmissions Admissions(string peer, CancellationToken cancellationToken) =>
        new(async events => (await admission.AdmitAsync(events, peer, cancellationToken)).Added, PeerLimits.MaxExchangeAdmissions);

    /// <summary>Makes the events of a push durable.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    /// <exception cref="AppendQueueFullException">The region cannot take more just now.</exception>
    public Task<EventsAdmitted> AdmitAsync(AdmitEvents push, string peer, CancellationToken cancellationToken) =>
        admission.AdmitAsync(push.Events, peer, cancellationToken);

    /// <summary>Reads events of an outbox; the last of them may be left for another time.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<Event>> ReadPushesAsync(IReadOnlyList<EventStamp> stamps, CancellationToken cancellationToken) =>
        PushReads.ReadAsync(log, stamps, cancellationToken);

    /// <summary>Performs a read or an admission.</summary>
    /// <param name="effect">Any effect but those that use the connection.</param>
    /// <param name="admissions">Of the connection.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    /// <exception cref="AppendQueueFullException">The region cannot take more just now.</exception>
    public async Task<SyncInput> PerformAsync(SyncEffect effect, OpenAdmissions admissions, CancellationToken cancellationToken) => effect switch
    {
        ReadHorizon => new HorizonRead(await tree.CloseAsync(cancellationToken), tree.OpenHorizon()),
        ReadSnapshot read => new SnapshotRead(await tree.SnapshotAsync(read.Horizon, cancellationToken)),
        ReadChildren read => new ChildrenRead(await tree.ChildrenAsync(read.Parents, cancellationToken)),
        ReadLeafDigests read => new LeafDigestsRead(await tree.LeafDigestsAsync(read.Ranges, cancellationToken)),
        ReadLeaves read => new LeavesRead(await tree.LeavesAsync(read.Leaves, cancellationToken)),
        ReadEvents read => new EventsRead(await log.ReadEventsAsync(
            read.Stamps, ProtocolLimits.TargetFrameBytes, cancellationToken)),
        ReadRange read => new EventsRead(await tree.RangeAsync(read.Leaves, read.After, cancellationToken)),
        ReadLosers read => await losers.ReadAsync(read, cancellationToken),
        FindDescendants find => await losers.FindAsync(find, cancellationToken),
        AdmitEvents admit => new EventsAdmitted(await admissions.BeginAsync(admit.Events)),
        AwaitAdmissions => new EventsAdmitted(await admissions.EndAsync()),
        _ => throw new InvalidOperationException($"{effect.GetType().Name} is not for the region."),
    };
}
