using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>One version of a key: a value that was written, or a deletion.</summary>
public sealed record KeyVersion
{
    /// <summary>The event's id: 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted the write.</summary>
    public required string Origin { get; init; }

    /// <summary>True when the event deletes the key.</summary>
    public required bool Deleted { get; init; }

    /// <summary>The value's size in bytes; 0 for a deletion.</summary>
    public required int Size { get; init; }

    /// <summary>The value, when <see cref="HistoryOptions.IncludeValues"/> asked for it and the event is no deletion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadOnlyMemory<byte>? Value { get; init; }
}
