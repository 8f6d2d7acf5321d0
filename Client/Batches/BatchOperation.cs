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

    public string Key { get; }

    /// <summary>The value to write; null deletes the key.</summary>
    public ReadOnlyMemory<byte>? Value { get; }

    /// <summary>The event's time in milliseconds since the Unix epoch; null lets the region assign it.</summary>
    public long? Timestamp { get; }

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
}
