using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Batches;

/// <summary>Splits events into transactions without splitting batches.</summary>
public static class WholeBatches
{
    /// <summary>
    /// Consecutive parts in order, each of at most so many events and bytes of keys and values. Neighbours of one batch stay in one part,
    /// unless they alone are more than that. No part is empty.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<Event>> Split(IReadOnlyList<Event> events, int maxEvents, long maxBytes)
    {
        if (events.Count <= maxEvents && SizeOf(events, 0, events.Count) <= maxBytes)
            return events.Count == 0 ? [] : [events];

        var parts = new List<IReadOnlyList<Event>>();
        var part = new List<Event>();
        var bytes = 0L;
        for (var first = 0; first < events.Count;)
        {
            var end = EndOfBatch(events, first, maxEvents, maxBytes);
            var size = SizeOf(events, first, end);
            if (part.Count > 0 && (part.Count + end - first > maxEvents || bytes + size > maxBytes))
            {
                parts.Add(part);
                (part, bytes) = ([], 0);
            }

            for (; first < end; first++)
                part.Add(events[first]);
            bytes += size;
        }

        parts.Add(part);
        return parts;
    }

    private static int EndOfBatch(IReadOnlyList<Event> events, int first, int maxEvents, long maxBytes)
    {
        var end = first + 1;
        var bytes = SizeOf(events[first]);
        while (events[first].Batch is { } batch && end < events.Count && batch.Equals(events[end].Batch)
            && end - first < maxEvents && bytes + SizeOf(events[end]) <= maxBytes)
            bytes += SizeOf(events[end++]);
        return end;
    }

    private static long SizeOf(IReadOnlyList<Event> events, int first, int end)
    {
        var bytes = 0L;
        for (var i = first; i < end; i++)
            bytes += SizeOf(events[i]);
        return bytes;
    }

    private static long SizeOf(Event item) => (3L * item.Key.Length) + item.Value.GetValueOrDefault().Length;
}
