using Aevrion.Core.Events;

namespace Aevrion.Simulation.Checks;

/// <summary>Every write that a client made, and what the client was told.</summary>
internal sealed class WriteHistory
{
    private readonly Dictionary<EventStamp, Event> _attempted = [];
    private readonly HashSet<EventStamp> _imported = [];
    private readonly List<(int Region, Event Event)> _acknowledged = [];
    private readonly Dictionary<(int Region, string Key), EventStamp> _latest = [];

    /// <summary>Writes whose durability a client was told of, by the region that told it.</summary>
    public IReadOnlyList<(int Region, Event Event)> Acknowledged => _acknowledged;

    /// <summary>All that may exist: tried, whatever came of it.</summary>
    public IReadOnlyDictionary<EventStamp, Event> Attempted => _attempted;

    /// <summary>True when the event came with its timestamp, from a client.</summary>
    public bool IsImport(EventStamp stamp) => _imported.Contains(stamp);

    /// <summary>A client writes.</summary>
    public void Attempt(Event item, bool isImport)
    {
        _attempted.TryAdd(item.Stamp, item);
        if (isImport)
            _imported.Add(item.Stamp);
    }

    /// <summary>A client was told that its write is durable.</summary>
    public void Acknowledge(int region, Event item)
    {
        _acknowledged.Add((region, item));
        Saw(region, item);
    }

    /// <summary>A region's memory has taken note of a version.</summary>
    public void Saw(int region, Event item)
    {
        if (!_latest.TryGetValue((region, item.Key), out var latest) || latest < item.Stamp)
            _latest[(region, item.Key)] = item.Stamp;
    }

    /// <summary>The winner among the versions of a key that the region has taken note of, since the beginning.</summary>
    public EventStamp? LatestSeen(int region, string key) => _latest.TryGetValue((region, key), out var latest) ? latest : null;
}
