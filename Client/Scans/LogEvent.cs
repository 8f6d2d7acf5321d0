using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>An event: a value that was written to a key, or its deletion.</summary>
public sealed record LogEvent
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The event's id: 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted the write.</summary>
    public required string Origin { get; init; }

    /// <summary>Ids of the versions of the key that the writer had seen.</summary>
    public required IReadOnlyList<string> Parents { get; init; }

    /// <summary>True when the event deletes the key.</summary>
    public required bool Deleted { get; init; }

    /// <summary>The value's size in bytes; 0 for a deletion.</summary>
    public required int Size { get; init; }

    /// <summary>The value, when <see cref="LogOptions.IncludeValues"/> asked for it and the event is no deletion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadOnlyMemory<byte>? Value { get; init; }
}
