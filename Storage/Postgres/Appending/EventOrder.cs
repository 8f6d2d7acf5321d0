using Aevrion.Core.Events;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>The order in which transactions lock events: by (timestamp, id).</summary>
internal static class EventOrder
{
    /// <summary>The events in that order, equal ones in the order given.</summary>
    public static Event[] Sort(IReadOnlyList<Event> events)
    {
        var places = new Place[events.Count];
        var isSorted = true;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = new Place(events[i].Stamp, i);
            isSorted &= i == 0 || places[i - 1].Stamp <= places[i].Stamp;
        }

        if (!isSorted)
            Array.Sort(places, Compare);
        return Array.ConvertAll(places, place => events[place.Index]);
    }

    private static int Compare(Place left, Place right)
    {
        var order = left.Stamp.CompareTo(right.Stamp);
        return order == 0 ? left.Index.CompareTo(right.Index) : order;
    }

    private readonly record struct Place(EventStamp Stamp, int Index);
}
