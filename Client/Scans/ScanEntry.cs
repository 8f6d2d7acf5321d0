using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>A key that is there, and the event that it comes from.</summary>
public sealed record ScanEntry
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The event's id, for <see cref="WriteOptions.IfMatch"/>: 64 lower-case hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public required long Timestamp { get; init; }

    /// <summary>The region that accepted the write.</summary>
    public required string Origin { get; init; }

    /// <summary>The value's size in bytes.</summary>
    public required int Size { get; init; }

    /// <summary>The value, when <see cref="ScanOptions.IncludeValues"/> asked for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>Ids of the versions that the writer had seen, when <see cref="ScanOptions.IncludeParents"/> asked for them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Parents { get; init; }
}
