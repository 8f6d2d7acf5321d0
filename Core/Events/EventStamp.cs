namespace Aevrion.Core.Events;

/// <summary>
/// The last-write-wins order: the higher timestamp wins, on a tie the higher id compared as bytes. It is total and a function of
/// the event alone, so every region that holds the same events picks the same winner.
/// </summary>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Id">The event's id.</param>
public readonly record struct EventStamp(long Timestamp, Hash256 Id) : IComparable<EventStamp>
{
    /// <inheritdoc/>
    public int CompareTo(EventStamp other)
    {
        var order = Timestamp.CompareTo(other.Timestamp);
        return order == 0 ? Id.CompareTo(other.Id) : order;
    }

    public static bool operator <(EventStamp left, EventStamp right) => left.CompareTo(right) < 0;

    public static bool operator >(EventStamp left, EventStamp right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventStamp left, EventStamp right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventStamp left, EventStamp right) => left.CompareTo(right) >= 0;
}
