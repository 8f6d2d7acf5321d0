using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Reads events by their stamps: where most of a leaf is asked for, the leaf from one end to the other, which costs a fraction of
/// looking them up one by one.
/// </summary>
/// <param name="answers">The machine's answers.</param>
/// <param name="shape">The tree's geometry.</param>
/// <param name="countOf">Events that this region has in a leaf.</param>
/// <param name="take">What to do with each page of events, in order.</param>
internal sealed class StampedEvents(
    SyncAnswers answers, TreeShape shape, Func<long, long> countOf, Func<IReadOnlyList<Event>, IEnumerable<SyncEffect>> take)
{
    /// <summary>Reads them.</summary>
    /// <param name="stamps">Ascending.</param>
    public IEnumerable<SyncEffect> Read(List<EventStamp> stamps)
    {
        for (int first = 0, next; first < stamps.Count; first = next)
        {
            next = EndOfLeaf(stamps, first);
            var isDense = IsDense(stamps, first, next);
            for (var end = next; !isDense && end < stamps.Count && end - first < ProtocolLimits.MaxEventsPerFrame; next = end)
            {
                var following = EndOfLeaf(stamps, end);
                if (IsDense(stamps, end, following))
                    break;
                end = following;
            }

            var part = stamps.GetRange(first, next - first);
            foreach (var effect in isDense ? Scan(part) : LookUp(part))
                yield return effect;
        }
    }

    private IEnumerable<SyncEffect> Scan(List<EventStamp> stamps)
    {
        var leaf = shape.LeafOf(stamps[0].Timestamp);
        EventStamp? after = null;
        for (var next = 0; next < stamps.Count;)
        {
            yield return new ReadRange(new NodeRange(0, leaf, leaf + 1), after);
            var read = answers.Take<EventsRead>().Events;
            if (read.Count == 0)
                yield break;
            after = read[^1].Stamp;
            var asked = new List<Event>(read.Count);
            foreach (var item in read)
            {
                while (next < stamps.Count && stamps[next] < item.Stamp)
                    next++;
                if (next < stamps.Count && stamps[next] == item.Stamp)
                    asked.Add(item);
            }

            while (next < stamps.Count && stamps[next] <= after)
                next++;
            if (asked.Count == 0)
                continue;
            foreach (var effect in take(asked))
                yield return effect;
        }
    }

    private IEnumerable<SyncEffect> LookUp(List<EventStamp> stamps)
    {
        for (var next = 0; next < stamps.Count;)
        {
            var asked = stamps.GetRange(next, Math.Min(ProtocolLimits.MaxEventsPerFrame, stamps.Count - next));
            yield return new ReadEvents(asked);
            var read = answers.Take<EventsRead>().Events;
            next += read.Count == 0 ? asked.Count : asked.IndexOf(read[^1].Stamp) + 1;
            if (read.Count == 0)
                continue;
            foreach (var effect in take(read))
                yield return effect;
        }
    }

    private int EndOfLeaf(List<EventStamp> stamps, int first)
    {
        var beyond = new EventStamp(shape.StartOf(shape.LeafOf(stamps[first].Timestamp) + 1), default);
        var found = stamps.BinarySearch(first, stamps.Count - first, beyond, comparer: null);
        return found < 0 ? ~found : found;
    }

    private bool IsDense(List<EventStamp> stamps, int first, int end) =>
        2L * (end - first) >= countOf(shape.LeafOf(stamps[first].Timestamp));
}
