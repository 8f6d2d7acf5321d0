using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Memory;

/// <summary>The events, by stamp and by key. Not safe for concurrent use.</summary>
internal sealed class MemoryEvents
{
    private readonly SortedSet<EventStamp> _stamps = [];
    private readonly Dictionary<EventStamp, Event> _events = [];
    private readonly Dictionary<string, List<Event>> _versions = [];
    private readonly SortedSet<string> _keys = new(KeyOrder.Instance);
    private readonly Dictionary<EventStamp, ImmutableArray<Hash256>> _moreParents = [];

    public int Count => _events.Count;

    /// <summary>All keys, in no order.</summary>
    public IEnumerable<string> Keys => _versions.Keys;

    /// <summary>Parents that events were found to have beside those they came with.</summary>
    public IReadOnlyDictionary<EventStamp, ImmutableArray<Hash256>> MoreParents => _moreParents;

    /// <summary>Answers false when it is there already.</summary>
    public bool Add(Event @event)
    {
        if (!_events.TryAdd(@event.Stamp, @event))
            return false;

        _stamps.Add(@event.Stamp);
        if (!_versions.TryGetValue(@event.Key, out var versions))
        {
            _versions.Add(@event.Key, versions = []);
            _keys.Add(@event.Key);
        }

        versions.Insert(CountBefore(versions, @event.Stamp), @event);
        return true;
    }

    public Event? Find(EventStamp stamp) => _events.GetValueOrDefault(stamp);

    /// <summary>Adds parents to an event.</summary>
    public void AddParents(EventStamp stamp, ImmutableArray<Hash256> parents) => _moreParents[stamp] = _moreParents.GetValueOrDefault(stamp, []).AddRange(parents);

    /// <summary>All parents of an event.</summary>
    public ImmutableArray<Hash256> ParentsOf(Event version) => version.Parents.AddRange(_moreParents.GetValueOrDefault(version.Stamp, []));

    /// <summary>The event with all of its parents.</summary>
    public Event WithAllParents(Event version) => _moreParents.ContainsKey(version.Stamp)
        ? Event.Restore(version.Key, version.Value, version.Timestamp, version.Id, version.Origin, ParentsOf(version), version.Batch)
        : version;

    /// <summary>The winner among the key's versions dated at or before a time.</summary>
    public Event? Latest(string key, long timestamp) =>
        VersionsBefore(key, timestamp == long.MaxValue ? null : new EventStamp(timestamp + 1, default)).FirstOrDefault();

    /// <summary>The key's versions that lose to a stamp, all of them for null; newest first.</summary>
    public IEnumerable<Event> VersionsBefore(string key, EventStamp? before)
    {
        if (!_versions.TryGetValue(key, out var versions))
            yield break;

        var end = before is { } limit ? CountBefore(versions, limit) : versions.Count;
        for (var i = end - 1; i >= 0; i--)
            yield return versions[i];
    }

    /// <summary>Stamps of the events of a span of time, ascending; only those behind a stamp unless it is null.</summary>
    public IEnumerable<EventStamp> Between(long firstMs, long beyondMs, EventStamp? after = null)
    {
        var first = new EventStamp(firstMs, default);
        if (after > first)
            first = after.Value;
        var beyond = new EventStamp(beyondMs, default);
        return first < beyond
            ? _stamps.GetViewBetween(first, beyond).Where(stamp => stamp.Timestamp < beyondMs && (after is null || stamp > after))
            : [];
    }

    /// <summary>Keys with a prefix in byte order; only those behind a key unless it is null.</summary>
    public IEnumerable<string> KeysBehind(string prefix, string? after)
    {
        if (_keys.Max is not { } last)
            return [];
        var first = after is not null && KeyOrder.Instance.Compare(after, prefix) > 0 ? after : prefix;
        return KeyOrder.Instance.Compare(first, last) > 0
            ? []
            : _keys.GetViewBetween(first, last).SkipWhile(key => key == after).TakeWhile(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>How many of the versions, which ascend, lose to a stamp.</summary>
    private static int CountBefore(List<Event> versions, EventStamp stamp)
    {
        var low = 0;
        var high = versions.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (versions[middle].Stamp < stamp)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
