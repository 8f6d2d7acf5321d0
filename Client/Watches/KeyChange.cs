using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>A change of a key, written in the region that is watched or in another: a value or a deletion.</summary>
public sealed record KeyChange
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The event's id: 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch. Changes come in the order of their commits, not of their timestamps.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted the write.</summary>
    public required string Origin { get; init; }

    /// <summary>True when the event deletes the key.</summary>
    public required bool Deleted { get; init; }

    /// <summary>The value's size in bytes; 0 for a deletion.</summary>
    public required int Size { get; init; }

    /// <summary>The value; null for a deletion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadOnlyMemory<byte>? Value { get; init; }
}
