using Aevrion.Core.Events;

namespace Aevrion.Storage.Memory;

/// <summary>The conditional writes that were made durable. Not safe for concurrent use.</summary>
internal sealed class MemoryConditions
{
    private readonly Dictionary<string, EventStamp> _highest = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _attempts = [];

    /// <summary>Takes note of one.</summary>
    public void Note(ConditionalAppend append)
    {
        _attempts.Add(append.Attempt);
        if (!_highest.TryGetValue(append.Event.Key, out var highest) || append.Event.Stamp > highest)
            _highest[append.Event.Key] = append.Event.Stamp;
    }

    /// <summary>True when an earlier try of the same write was made durable.</summary>
    public bool Has(ConditionalAppend append) => _attempts.Contains(append.Attempt);

    /// <summary>The events that come below a conditional write of their key.</summary>
    public IReadOnlySet<EventStamp> Overtaken(IEnumerable<Event> own) =>
        own.Where(item => _highest.TryGetValue(item.Key, out var highest) && highest > item.Stamp).Select(item => item.Stamp).ToHashSet();
}
