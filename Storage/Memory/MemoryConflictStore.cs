using System.Collections.Immutable;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;

namespace Aevrion.Storage.Memory;

/// <summary>The list of conflicts of a <see cref="MemoryEventStore"/>, under its lock: every call is atomic.</summary>
public sealed class MemoryConflictStore(MemoryEventStore store) : IConflictStore
{
    private readonly HashSet<ConflictRow> _rows = [];
    private long _position;

    /// <inheritdoc/>
    public Task<long> ReadPositionAsync(CancellationToken cancellationToken) => Task.FromResult(store.Look(_ => _position));

    /// <inheritdoc/>
    public Task<bool> ApplyAsync(long from, long to, ConflictChanges changes, CancellationToken cancellationToken) => Task.FromResult(store.Look(events =>
    {
        if (_position != from)
            return false;
        _position = to;
        _rows.UnionWith(changes.Lost.Where(row => !IsNamedSince(events, row)));
        _rows.ExceptWith(changes.Settled);
        return true;
    }));

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyLineage>> ReadLineagesAsync(IReadOnlyList<EventStamp> stamps, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeyLineage>>(store.Look(events => stamps.Select(events.Find).OfType<Event>()
            .Select(version => Lineage(events, version)).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeyLineage>>(store.Look(events =>
        {
            var found = FoundParents.Among(again, [.. again.Select(item => item.Stamp).Distinct().Select(events.Find).OfType<Event>().Select(found => Lineage(events, found))]);
            foreach (var item in found)
            {
                events.AddParents(item.Stamp, item.Parents);
                _rows.RemoveWhere(row => row.Key == item.Key && row.Loser < item.Stamp
                    && (item.Parents.Contains(row.Loser.Id) || item.Parents.Contains(SeenVersions.AllEarlier)));
            }

            return found.ConvertAll(item => Lineage(events, events.Find(item.Stamp)!));
        }));

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<VersionLineage>>> ReadNewestAsync(IReadOnlyList<string> keys, int most, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, ConflictLimits.MaxKeysAtOnce, nameof(keys));
        return Task.FromResult<IReadOnlyList<IReadOnlyList<VersionLineage>>>(store.Look(events => keys
            .Select(key => events.VersionsBefore(key, null).Take(most).Select(version => Version(events, version)).ToList()).ToList()));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<VersionLineage>> ReadOlderAsync(string key, EventStamp than, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<VersionLineage>>(store.Look(events =>
            events.VersionsBefore(key, than).Take(most).Select(version => Version(events, version)).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConflictRow>> ReadLosersAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ConflictRow>>(store.Look(_ => _rows.Where(row => keys.Contains(row.Key)).ToList()));

    /// <inheritdoc/>
    public Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<EventStamp>>(store.Look(_ =>
            _rows.Select(row => row.Loser).Where(loser => loser.Timestamp < beforeMs).OrderDescending().Take(most).ToList()));

    /// <inheritdoc/>
    public Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken) =>
        Task.FromResult(store.Look(events => events.Find(version) is { } named ? OldestDescendant(events, named, beforeMs) : null));

    /// <inheritdoc/>
    public Task<IReadOnlyList<ConflictEntry>> ListAsync(ConflictQuery query, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckPage(query.Limit);
        return Task.FromResult<IReadOnlyList<ConflictEntry>>(store.Look(events => Page(events, query)));
    }

    /// <inheritdoc/>
    public Task<string?> FindRangeEndAsync(string after, int versions, CancellationToken cancellationToken) =>
        Task.FromResult(store.Look(events => KeysWithin(events, after, null)
            .SelectMany(key => Enumerable.Repeat(key, events.VersionsBefore(key, null).Count())).Take(versions).LastOrDefault()));

    /// <inheritdoc/>
    public Task<ConflictComparison> CompareAsync(string after, string? through, bool mends, CancellationToken cancellationToken) =>
        Task.FromResult(store.Look(events =>
        {
            var keys = KeysWithin(events, after, through).ToList();
            var losers = keys.SelectMany(key => KeyHeads.Of(events.VersionsBefore(key, null).Select(version => Version(events, version))).Losers
                .Select(loser => new ConflictRow(key, loser))).ToHashSet();
            var listed = _rows.Where(row => KeyOrder.Instance.Compare(row.Key, after) > 0 && (through is null || KeyOrder.Instance.Compare(row.Key, through) <= 0)).ToList();
            var found = ConflictComparison.Of(keys.Sum(key => events.VersionsBefore(key, null).LongCount()), listed, losers);
            if (mends)
            {
                _rows.UnionWith(found.Missing);
                _rows.ExceptWith(found.Extra);
            }

            return found;
        }));

    /// <summary>True when a version was found to descend from it.</summary>
    private static bool IsNamedSince(MemoryEvents events, ConflictRow row) => events.MoreParents.Any(more => more.Key > row.Loser
        && (more.Value.Contains(row.Loser.Id) || (more.Value.Contains(SeenVersions.AllEarlier) && events.Find(more.Key)?.Key == row.Key)));

    private static KeyLineage Lineage(MemoryEvents events, Event version) => new(version.Key, version.Stamp, events.ParentsOf(version));

    private static VersionLineage Version(MemoryEvents events, Event version) => new(version.Stamp, events.ParentsOf(version));

    private static EventStamp? OldestDescendant(MemoryEvents events, Event named, long beforeMs) => events
        .VersionsBefore(named.Key, new EventStamp(beforeMs, default)).TakeWhile(version => version.Stamp > named.Stamp)
        .LastOrDefault(version => events.ParentsOf(version).Any(parent => parent == named.Id || parent == SeenVersions.AllEarlier))?.Stamp;

    private static IEnumerable<string> KeysWithin(MemoryEvents events, string after, string? through) => events.Keys
        .Where(key => KeyOrder.Instance.Compare(key, after) > 0 && (through is null || KeyOrder.Instance.Compare(key, through) <= 0))
        .Order(KeyOrder.Instance);

    private List<ConflictEntry> Page(MemoryEvents events, ConflictQuery query)
    {
        var bytes = 0L;
        var page = new List<ConflictEntry>();
        foreach (var row in _rows.Where(row => row.Key.StartsWith(query.Prefix, StringComparison.Ordinal)).Order(Comparer<ConflictRow>.Create(Compare)))
        {
            if (query.After is { } after && Compare(row, after) <= 0)
                continue;
            if (page.Count == query.Limit || (query.IncludeValues && bytes > query.MaxBytes))
                break;
            var winner = Entry(events.Latest(row.Key, long.MaxValue)!, query.IncludeValues);
            var loser = Entry(events.Find(row.Loser)!, query.IncludeValues);
            page.Add(new ConflictEntry(row.Key, winner, loser));
            bytes += winner.Size + loser.Size;
        }

        return page;
    }

    private static VersionEntry Entry(Event version, bool includeValue) => new(
        version.Stamp, version.Origin, version.IsDeletion, version.Value.GetValueOrDefault().Length, includeValue ? version.Value : null);

    private static int Compare(ConflictRow left, ConflictRow right) =>
        KeyOrder.Instance.Compare(left.Key, right.Key) is var order && order != 0 ? order : right.Loser.CompareTo(left.Loser);
}
