using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Scanning;

namespace Aevrion.Simulation.Regions;

/// <summary>
/// A process's access to its region's storage. Calls take time, fail, or lose their answers as the weather has it; after the process
/// died no call returns any more. Whatever becomes durable is noted in the region's ledger at that moment.
/// </summary>
internal sealed class StoreAccess(IRegionStore store, RegionProcess process) : IRegionStore
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    public TreeShape Shape => store.Shape;

    public Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken) =>
        ChangeAsync(async () =>
        {
            var receipt = await store.AppendAsync(events, terms, cancellationToken);
            process.Region.OnDurable(events);
            return receipt;
        });

    public Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken) =>
        ChangeAsync(async () =>
        {
            var receipt = await store.AppendIfLatestAsync(appends, cancellationToken);
            process.Region.OnDurable([.. appends.Zip(receipt.Outcomes).Where(decided => decided.Second == ConditionalOutcome.Added).Select(decided => decided.First.Event)]);
            return receipt;
        });

    public Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken) =>
        ChangeAsync(() => store.CloseAsync(throughMs, cancellationToken));

    public Task SaveDigestsAsync(IReadOnlyList<TreeNode> nodes, CancellationToken cancellationToken) => ChangeAsync(async () =>
    {
        await store.SaveDigestsAsync(nodes, cancellationToken);
        return true;
    });

    public Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadLatestAsync(key, cancellationToken));

    public Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadLatestAsync(keys, maxBytes, cancellationToken));

    public Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadAtAsync(key, timestamp, cancellationToken));

    public Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadLatestStampsAsync(keys, cancellationToken));

    public Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadHistoryAsync(key, before, limit, includeValues, cancellationToken));

    public Task<IReadOnlyList<Event>> ReadEventsAsync(
        IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadEventsAsync(stamps, maxBytes, cancellationToken));

    public Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadRangeAsync(fromMs, toMs, after, maxEvents, maxBytes, cancellationToken));

    public Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken) => ReadAsync(() => store.ScanAsync(scan, cancellationToken));

    public Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken) => ReadAsync(() => store.ReadLogAsync(scan, cancellationToken));

    public Task<long> CountAsync(CancellationToken cancellationToken) => ReadAsync(() => store.CountAsync(cancellationToken));

    public Task<IReadOnlyList<StoredNode>> ReadNodesAsync(IReadOnlyList<NodeRange> ranges, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadNodesAsync(ranges, cancellationToken));

    public Task<IReadOnlyList<StoredNode>> ReadChildrenAsync(IReadOnlyList<NodeAddress> parents, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadChildrenAsync(parents, cancellationToken));

    public Task<IReadOnlyDictionary<long, IReadOnlyList<EventStamp>>> ReadLeavesAsync(
        IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadLeavesAsync(leaves, cancellationToken));

    public Task<IReadOnlyList<TreeNode>> TakeLeavesAsync(IReadOnlyCollection<long> leaves, CancellationToken cancellationToken) =>
        ReadAsync(() => store.TakeLeavesAsync(leaves, cancellationToken));

    public Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken) =>
        ChangeAsync(async () =>
        {
            var changed = await store.AddParentsAsync(again, cancellationToken);
            process.Region.OnParents(changed);
            return changed;
        });

    public Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken) =>
        ReadAsync(() => store.ReadNewestLosersAsync(beforeMs, most, cancellationToken));

    public Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken) =>
        ReadAsync(() => store.FindDescendantAsync(version, beforeMs, cancellationToken));

    private async Task<T> ReadAsync<T>(Func<Task<T>> call)
    {
        await process.Region.Weather.BeforeAsync();
        var answer = await call();
        await process.Region.Weather.AfterAsync();
        if (!process.IsAlive)
            await Never;
        return answer;
    }

    private async Task<T> ChangeAsync<T>(Func<Task<T>> call)
    {
        await process.Region.Weather.BeforeAsync();
        if (!process.IsAlive && !process.Region.Weather.OutlivesItsCaller())
            await Never;
        var answer = await call();
        await process.Region.Weather.AfterAsync();
        if (!process.IsAlive)
            await Never;
        return answer;
    }
}
