using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Scanning;

namespace Aevrion.Simulation.Regions;

/// <summary>Passes everything on to a <see cref="MemoryEventStore"/>; what is derived from it breaks a member.</summary>
internal class MemoryRegionStore : IRegionStore
{
    private readonly MemoryEventStore _store;
    private readonly MemoryConflictStore _conflicts;

    public MemoryRegionStore(TreeShape shape)
    {
        _store = new MemoryEventStore(shape);
        _conflicts = new MemoryConflictStore(_store);
    }

    public TreeShape Shape => _store.Shape;

    public virtual Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken) =>
        _store.AppendAsync(events, terms, cancellationToken);

    public virtual Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken) =>
        _store.AppendIfLatestAsync(appends, cancellationToken);

    public virtual Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken) => _store.CloseAsync(throughMs, cancellationToken);

    public virtual Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) => _store.ReadLatestAsync(key, cancellationToken);

    public virtual Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        _store.ReadLatestAsync(keys, maxBytes, cancellationToken);

    public virtual Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken) =>
        _store.ReadAtAsync(key, timestamp, cancellationToken);

    public virtual Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) => _store.ReadLatestStampsAsync(keys, cancellationToken);

    public virtual Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken) =>
        _store.ReadHistoryAsync(key, before, limit, includeValues, cancellationToken);

    public virtual Task<IReadOnlyList<Event>> ReadEventsAsync(
        IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken) =>
        _store.ReadEventsAsync(stamps, maxBytes, cancellationToken);

    public virtual Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        _store.ReadRangeAsync(fromMs, toMs, after, maxEvents, maxBytes, cancellationToken);

    public virtual Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken) => _store.ScanAsync(scan, cancellationToken);

    public virtual Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken) => _store.ReadLogAsync(scan, cancellationToken);

    public virtual Task<long> CountAsync(CancellationToken cancellationToken) => _store.CountAsync(cancellationToken);

    public virtual Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        _store.ReadNodesAsync(ranges, cancellationToken);

    public virtual Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(
        IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) => _store.ReadChildrenAsync(parents, cancellationToken);

    public virtual Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(
        IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) => _store.ReadLeavesAsync(leaves, cancellationToken);

    public virtual Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        _store.TakeLeavesAsync(leaves, cancellationToken);

    public virtual Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken) =>
        _store.SaveDigestsAsync(nodes, cancellationToken);

    public virtual Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken) =>
        _conflicts.AddParentsAsync(again, cancellationToken);

    public virtual async Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken)
    {
        await _conflicts.CompareAsync("", through: null, mends: true, cancellationToken);
        return await _conflicts.ReadNewestLosersAsync(beforeMs, most, cancellationToken);
    }

    public virtual Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken) =>
        _conflicts.FindDescendantAsync(version, beforeMs, cancellationToken);
}
