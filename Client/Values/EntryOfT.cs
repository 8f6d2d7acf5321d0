namespace Aevrion.Client;

/// <summary>A key's value, read as a <typeparamref name="T"/>, and the event that it comes from.</summary>
/// <param name="Id">The event's id, for <see cref="WriteOptions.IfMatch"/>: 64 lower-case hex digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Origin">The region that accepted the write.</param>
public sealed record Entry<T>(string Key, string Id, long Timestamp, string Origin, T? Value)
{
    /// <inheritdoc cref="Entry.ConvergedAt"/>
    public long? ConvergedAt { get; init; }
}
