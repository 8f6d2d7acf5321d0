using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Splits events into parts that each fit a frame.</summary>
public static class EventFrames
{
    /// <summary>
    /// Consecutive parts in order, each of at most <see cref="ProtocolLimits.MaxEventsPerFrame"/> events and closed once it reaches
    /// <see cref="ProtocolLimits.TargetFrameBytes"/>. No part is empty.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Event>> Split(IReadOnlyList<Event> events)
    {
        var part = new List<Event>();
        var bytes = 0L;
        foreach (var item in events)
        {
            part.Add(item);
            bytes += WireEvents.SizeEstimate(item);
            if (bytes < ProtocolLimits.TargetFrameBytes && part.Count < ProtocolLimits.MaxEventsPerFrame)
                continue;
            yield return part;
            part = [];
            bytes = 0;
        }

        if (part.Count > 0)
            yield return part;
    }
}
