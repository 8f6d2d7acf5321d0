using System.Buffers.Binary;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Simulation.Checks;

/// <summary>
/// The events that became durable in a region, noted at the very moment, whoever was told: the truth that everything a region says is
/// held against.
/// </summary>
internal sealed class RegionLedger
{
    private readonly Dictionary<EventStamp, Event> _events = [];
    private readonly List<Event> _inOrder = [];

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
        return true;
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
