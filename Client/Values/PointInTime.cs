namespace Aevrion.Client;

/// <summary>A time on the event axis. Converts from milliseconds since the Unix epoch and from <see cref="DateTimeOffset"/>.</summary>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
public readonly record struct PointInTime(long Timestamp)
{
    public static implicit operator PointInTime(long timestamp) => new(timestamp);

    public static implicit operator PointInTime(DateTimeOffset time) => FromDateTimeOffset(time);

    public static PointInTime FromInt64(long timestamp) => new(timestamp);

    public static PointInTime FromDateTimeOffset(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());
}
