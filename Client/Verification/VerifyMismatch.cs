using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>Something that is not as the region's events say, or an event that is not as it was written.</summary>
public sealed record VerifyMismatch : VerifyUpdate
{
    internal const string Name = "mismatch";

    /// <summary>
    /// <c>event-id</c>, <c>event-rule</c>, <c>event-origin</c>, <c>event-era</c>, <c>era-spans</c>, <c>node-count</c>, <c>node-digest</c>,
    /// <c>key-index</c>, <c>key-filter</c>, or what a later region adds.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>Where it is, for a person to read.</summary>
    public required string Where { get; init; }

    /// <summary>What should be there.</summary>
    public required string Expected { get; init; }

    /// <summary>What is.</summary>
    public required string Found { get; init; }

    /// <summary>True for what a repair makes anew from the events; false for an event that is damaged.</summary>
    public bool Derived { get; init; }

    /// <summary>True when it was found after a repair that should have mended it.</summary>
    public bool AfterRepair { get; init; }

    /// <summary>The key that it is about; null when it is about none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>The event's timestamp, in milliseconds since the Unix epoch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Timestamp { get; init; }

    /// <summary>The id that the event is kept under.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>The level of the tree's node.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Level { get; init; }

    /// <summary>Its index.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Index { get; init; }

    /// <summary>The era.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Era { get; init; }
}
