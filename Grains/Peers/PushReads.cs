using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Storage;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Reads events that an outbox keeps by stamp. They were committed one after the other, so mostly they are neighbours in time too: the span of
/// time is read from one end to the other, which costs a third of looking them up one by one.
/// </summary>
internal static class PushReads
{
    /// <summary>A span that holds more than so many times what is asked for is not read.</summary>
    private const int MostInSpan = 2;

    /// <summary>Those of the events that are in the log, in the order asked; the last ones may be left for another time.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public static async Task<IReadOnlyList<Event>> ReadAsync(IEventLog log, IReadOnlyList<EventStamp> stamps, CancellationToken cancellationToken)
    {
        var (first, last) = (stamps[0], stamps[0]);
        foreach (var stamp in stamps)
            (first, last) = (stamp < first ? stamp : first, last < stamp ? stamp : last);
        var span = await log.ReadRangeAsync(
            first.Timestamp, last.Timestamp + 1, after: null, MostInSpan * stamps.Count, MostInSpan * ProtocolLimits.TargetFrameBytes, cancellationToken);
        var found = Among(span, stamps, isWhole: span.Count > 0 && span[^1].Stamp >= last);
        return found.Count > 0 && MostInSpan * found.Count >= span.Count ? found : await log.ReadEventsAsync(stamps, ProtocolLimits.TargetFrameBytes, cancellationToken);
    }

    private static List<Event> Among(IReadOnlyList<Event> span, IReadOnlyList<EventStamp> stamps, bool isWhole)
    {
        var byStamp = new Dictionary<EventStamp, Event>(span.Count);
        foreach (var item in span)
            byStamp.Add(item.Stamp, item);
        var found = new List<Event>(stamps.Count);
        foreach (var stamp in stamps)
        {
            // Whatever lies behind the end of what was read may be there all the same.
            if (byStamp.TryGetValue(stamp, out var item))
                found.Add(item);
            else if (!isWhole && (span.Count == 0 || stamp > span[^1].Stamp))
                break;
        }

        return found;
    }
}
