using System.Buffers.Binary;
using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// The events that became durable in a region, noted at the very moment, whoever was told: the truth that everything a region says is
/// held against.
/// </summary>
internal sealed class RegionLedger
{
    private readonly Dictionary<EventStamp, Event> _events = [];
    private readonly Dictionary<EventStamp, ImmutableArray<Hash256>> _parents = [];
    private readonly List<Event> _inOrder = [];
    private IReadOnlyList<EventStamp>? _losers;

    /// <summary>Number of events.</summary>
    public int Count => _inOrder.Count;

    /// <summary>The same for equal sets, whatever their order.</summary>
    public ulong Sum { get; private set; }

    /// <summary>In the order in which they became durable.</summary>
    public IReadOnlyList<Event> Events => _inOrder;

    /// <summary>The latest timestamp; 0 when there is none.</summary>
    public long LatestMs { get; private set; }

    public bool Contains(EventStamp stamp) => _events.ContainsKey(stamp);

    /// <summary>Notes an event; false when it was there already.</summary>
    public bool Add(Event item)
    {
        if (!_events.TryAdd(item.Stamp, item))
            return false;
        _inOrder.Add(item);
        Sum += Fingerprint(item.Id);
        LatestMs = Math.Max(LatestMs, item.Timestamp);
        _parents[item.Stamp] = item.Parents;
        _losers = null;
        return true;
    }

    /// <summary>Notes all parents of an event that is here.</summary>
    public void SetParents(EventStamp stamp, ImmutableArray<Hash256> parents)
    {
        _parents[stamp] = parents;
        _losers = null;
    }

    /// <summary>The versions that lost to a concurrent write, ascending: neither the latest of their key nor named by a later version.</summary>
    public IReadOnlyList<EventStamp> Losers => _losers ??= [.. _inOrder.GroupBy(item => item.Key).SelectMany(LosersOf).Order()];

    private IEnumerable<EventStamp> LosersOf(IEnumerable<Event> versions)
    {
        var stamps = versions.Select(item => item.Stamp).ToList();
        var latestNamedBy = new Dictionary<Hash256, EventStamp>();
        foreach (var stamp in stamps)
        {
            foreach (var parent in _parents[stamp])
            {
                if (!latestNamedBy.TryGetValue(parent, out var named) || named < stamp)
                    latestNamedBy[parent] = stamp;
            }
        }

        var latest = stamps.Max();
        return stamps.Where(stamp => stamp != latest && !IsNamed(stamp.Id, stamp) && !IsNamed(SeenVersions.AllEarlier, stamp));

        bool IsNamed(Hash256 parent, EventStamp stamp) => latestNamedBy.TryGetValue(parent, out var by) && by > stamp;
    }

    /// <summary>Count and sum of the events dated before a time that a condition includes.</summary>
    public (int Count, ulong Sum) Below(long timestamp, Func<Event, bool> includes)
    {
        var count = 0;
        var sum = 0UL;
        foreach (var item in _inOrder)
        {
            if (item.Timestamp >= timestamp || !includes(item))
                continue;
            count++;
            sum += Fingerprint(item.Id);
        }

        return (count, sum);
    }

    private static ulong Fingerprint(Hash256 id)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Length];
        id.CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
