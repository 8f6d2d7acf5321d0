using System.Text;

namespace Aevrion.Client;

/// <summary>One line of a batch.</summary>
public sealed class BatchOperation
{
    private BatchOperation(string key, ReadOnlyMemory<byte>? value, PointInTime? timestamp)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        Value = value;
        Timestamp = timestamp?.Timestamp;
    }

    private BatchOperation(BatchOperation line, string? origin, IReadOnlyList<string>? parents)
        : this(line.Key, line.Value, line.Timestamp)
    {
        Origin = origin;
        Parents = parents;
    }

    public string Key { get; }

    /// <summary>The value to write; null deletes the key.</summary>
    public ReadOnlyMemory<byte>? Value { get; }

    /// <summary>The event's time in milliseconds since the Unix epoch; null lets the region assign it.</summary>
    public long? Timestamp { get; }

    /// <summary>The region that accepted the write, for an event that is brought from elsewhere; null stands for the one that takes the batch.</summary>
    public string? Origin { get; }

    /// <summary>Ids of the versions that the writer had seen, for an event that is brought from elsewhere; null stands for all earlier ones.</summary>
    public IReadOnlyList<string>? Parents { get; }

    /// <summary>A line that writes a value.</summary>
    /// <param name="timestamp">
    /// When the event took place, for imports: the same line sent twice is then one event. By default the region assigns a time.
    /// </param>
    public static BatchOperation Put(string key, ReadOnlyMemory<byte> value, PointInTime? timestamp = null) => new(key, value, timestamp);

    /// <summary>A line that writes a string as UTF-8.</summary>
    /// <inheritdoc cref="Put(string, ReadOnlyMemory{byte}, PointInTime?)"/>
    public static BatchOperation Put(string key, string text, PointInTime? timestamp = null) =>
        new(key, Encoding.UTF8.GetBytes(text), timestamp);

    /// <summary>A line that deletes the key.</summary>
    /// <inheritdoc cref="Put(string, ReadOnlyMemory{byte}, PointInTime?)"/>
    public static BatchOperation Delete(string key, PointInTime? timestamp = null) => new(key, null, timestamp);

    /// <summary>The same line as an event that is brought from elsewhere with all that belongs to it, as <see cref="LogEvent"/> has it.</summary>
    /// <param name="origin">See <see cref="Origin"/>.</param>
    /// <param name="parents">See <see cref="Parents"/>.</param>
    /// <exception cref="InvalidOperationException">The line has no timestamp.</exception>
    public BatchOperation Accepted(string? origin, IReadOnlyList<string>? parents) => Timestamp is null && (origin ?? (object?)parents) is not null
        ? throw new InvalidOperationException("Only a line with a timestamp has an origin and parents of its own.")
        : new BatchOperation(this, origin, parents);
}
