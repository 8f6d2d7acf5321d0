namespace Aevrion.Client;

/// <summary>A key's value and the event that it comes from.</summary>
/// <param name="Id">The event's id, for <see cref="WriteOptions.IfMatch"/>: 64 lower-case hex digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Origin">The region that accepted the write.</param>
public sealed record Entry(string Key, string Id, long Timestamp, string Origin, ReadOnlyMemory<byte> Value)
{
    /// <summary>
    /// The time that a read at <see cref="PointInTime.Converged"/> was made at, in milliseconds since the Unix epoch; null for other reads.
    /// </summary>
    public long? ConvergedAt { get; init; }
}
