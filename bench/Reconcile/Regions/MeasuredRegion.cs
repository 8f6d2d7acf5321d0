using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Tree;

namespace Aevrion.Bench.Reconcile.Regions;

/// <summary>A region as an exchange sees it: its store, and the tree over it.</summary>
internal sealed class MeasuredRegion
{
    private readonly IEventLog _log;
    private readonly ITreeStore _tree;
    private readonly TreeRefresher _refresher;
    private readonly LeafDigests _leaves;
    private readonly long _horizon;
    private readonly NodeRange _history;

    /// <param name="log">The events.</param>
    /// <param name="tree">The tree over them.</param>
    /// <param name="history">The leaves that all events are in; those below its end are closed.</param>
    public MeasuredRegion(IEventLog log, ITreeStore tree, NodeRange history)
    {
        _log = log;
        _tree = tree;
        _refresher = new TreeRefresher(tree);
        _leaves = new LeafDigests(tree, _refresher);
        _horizon = history.End;
        _history = history;
    }

    /// <summary>The geometry.</summary>
    public TreeShape Shape => _tree.Shape;

    /// <summary>Adds events, in as many transactions as they need.</summary>
    public async Task AppendAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken)
    {
        foreach (var part in events.Chunk(StorageLimits.MaxTransactionEvents))
            await _log.AppendAsync(part, cancellationToken);
    }

    /// <summary>Takes all digests that are not valid, as the exchanges before would have done, and answers the digest of it all.</summary>
    public Task<TreeSnapshot> DigestAsync(CancellationToken cancellationToken) => SnapshotAsync(_horizon, cancellationToken);

    /// <summary>Takes all digests that are not valid, and has all leaves in memory.</summary>
    public async Task WarmAsync(CancellationToken cancellationToken)
    {
        await DigestAsync(cancellationToken);
        for (var first = _history.First; first < _history.End; first += ReadLeafDigests.MaxLeaves)
            await _leaves.ReadAsync([new NodeRange(0, first, Math.Min(first + ReadLeafDigests.MaxLeaves, _history.End))], cancellationToken);
    }

    /// <summary>Performs what a machine asks of its region.</summary>
    public async Task<SyncInput> PerformAsync(SyncEffect effect, CancellationToken cancellationToken) => effect switch
    {
        ReadHorizon => await CloseAsync(cancellationToken),
        ReadSnapshot read => new SnapshotRead(await SnapshotAsync(read.Horizon, cancellationToken)),
        ReadChildren read => new ChildrenRead(
            await _refresher.FreshenAsync(await _tree.ReadChildrenAsync(read.Parents, cancellationToken), cancellationToken)),
        ReadLeafDigests read => new LeafDigestsRead(await _leaves.ReadAsync(read.Ranges, cancellationToken)),
        ReadLeaves read => new LeavesRead(await _tree.ReadLeavesAsync(read.Leaves, cancellationToken)),
        ReadEvents read => new EventsRead(await _log.ReadEventsAsync(read.Stamps, ProtocolLimits.TargetFrameBytes, cancellationToken)),
        ReadRange read => new EventsRead(await _log.ReadRangeAsync(
            Shape.StartOf(read.Leaves.First),
            Shape.StartOf(read.Leaves.End),
            read.After,
            ProtocolLimits.MaxEventsPerFrame,
            ProtocolLimits.TargetFrameBytes,
            cancellationToken)),

        // Nobody follows the commits here: both lists of conflicts are empty, and compared as such.
        ReadLosers => new LosersRead([]),
        FindDescendants => new DescendantsFound([]),
        AdmitEvents admit => new EventsAdmitted(await AdmitAsync(admit.Events, cancellationToken)),
        AwaitAdmissions => new EventsAdmitted(0),
        _ => throw new InvalidOperationException(effect.GetType().Name),
    };

    private async Task<HorizonRead> CloseAsync(CancellationToken cancellationToken)
    {
        await _log.CloseAsync(Shape.StartOf(_horizon), cancellationToken);
        return new HorizonRead(_horizon, _horizon);
    }

    private async Task<int> AdmitAsync(IReadOnlyList<Event> events, CancellationToken cancellationToken) =>
        (await _log.AppendAsync(events, cancellationToken)).Count(added => added);

    private async Task<TreeSnapshot> SnapshotAsync(long below, CancellationToken cancellationToken) => new(
        below, await _refresher.FreshenAsync(await _tree.ReadNodesAsync(Shape.Cover(below), cancellationToken), cancellationToken));
}
