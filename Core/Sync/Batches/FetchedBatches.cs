using System.Runtime.InteropServices;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Batches;

/// <summary>
/// Events of a transfer on their way to admission: those of batches are held until the batch is complete, so that it becomes visible as a
/// whole. At the transfer's end, and when more would be held than the limit, they go as they are. Not safe for concurrent use.
/// </summary>
/// <param name="maxBytes">Bytes of events held at most, between two calls.</param>
internal sealed class FetchedBatches(long maxBytes)
{
    private readonly Dictionary<EventBatch, List<Event>> _held = [];
    private long _bytes;

    /// <summary>Events held.</summary>
    public int Count { get; private set; }

    /// <summary>Takes events of the transfer.</summary>
    /// <returns>What is to be admitted now: events of no batch, and batches that are complete, in one piece each.</returns>
    public IReadOnlyList<Event> Take(IReadOnlyList<Event> events)
    {
        if (events.All(item => item.Batch is null))
            return events;
        var ready = new List<Event>();
        foreach (var item in events)
        {
            if (item.Batch is not { } batch)
            {
                ready.Add(item);
                continue;
            }

            ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_held, batch, out _);
            held ??= [];
            held.Add(item);
            Count++;
            _bytes += WireEvents.SizeEstimate(item);
            if (held.Count == batch.Count)
                Release(batch, held, ready);
        }

        return _bytes <= maxBytes ? ready : [.. ready, .. TakeAll()];
    }

    /// <summary>Everything that is held, as it is: nothing more comes. Events of one batch are neighbours.</summary>
    public IReadOnlyList<Event> TakeAll()
    {
        List<Event> all = [.. _held.Values.SelectMany(batch => batch)];
        _held.Clear();
        (Count, _bytes) = (0, 0);
        return all;
    }

    private void Release(EventBatch batch, List<Event> held, List<Event> ready)
    {
        ready.AddRange(held);
        _held.Remove(batch);
        Count -= held.Count;
        _bytes -= held.Sum(item => (long)WireEvents.SizeEstimate(item));
    }
}
