using System.Globalization;

namespace Aevrion.Client;

/// <summary>A time on the event axis, or <see cref="Converged"/>. Converts from milliseconds since the Unix epoch and from <see cref="DateTimeOffset"/>.</summary>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
public readonly record struct PointInTime(long Timestamp)
{
    /// <summary>
    /// The latest time up to which all regions are proven to hold the same history: reading at it gives the same answer in every region.
    /// For reads of values only.
    /// </summary>
    public static PointInTime Converged { get; } = new(0) { IsConverged = true };

    /// <summary>True for <see cref="Converged"/>; the region knows the time then.</summary>
    public bool IsConverged { get; private init; }

    public static implicit operator PointInTime(long timestamp) => new(timestamp);

    public static implicit operator PointInTime(DateTimeOffset time) => FromDateTimeOffset(time);

    public static PointInTime FromInt64(long timestamp) => new(timestamp);

    public static PointInTime FromDateTimeOffset(DateTimeOffset time) => new(time.ToUnixTimeMilliseconds());

    /// <summary>As the API takes it.</summary>
    internal string ToQuery() => IsConverged ? "converged" : Timestamp.ToString(CultureInfo.InvariantCulture);
}
