using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Batches;

/// <summary>
/// Pushes whose last batch goes on in the next one: their events wait for it, and are admitted together. What would be more than the
/// limits allow is admitted as it is. Not safe for concurrent use.
/// </summary>
internal sealed class PushedBatch
{
    private List<Event> _events = [];
    private long _bytes;

    /// <summary>Events that wait for the next push.</summary>
    public int Count => _events.Count;

    /// <summary>True when nothing more may wait.</summary>
    public bool IsFull => _events.Count >= ProtocolLimits.MaxBatchEvents + ProtocolLimits.MaxEventsPerFrame || _bytes >= ProtocolLimits.MaxGatheredBytes;

    /// <summary>Adds the events of a push.</summary>
    public void Add(IReadOnlyList<Event> events)
    {
        _events.AddRange(events);
        foreach (var item in events)
            _bytes += WireEvents.SizeEstimate(item);
    }

    /// <summary>Takes all of them.</summary>
    public IReadOnlyList<Event> Take()
    {
        var taken = _events;
        (_events, _bytes) = ([], 0);
        return taken;
    }
}
