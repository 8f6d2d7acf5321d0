using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>Something that is not as the events say, or an event that is not as it was written.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.found-mismatch")]
public sealed record FoundMismatch
{
    /// <summary>What it is: a word of the API.</summary>
    [Id(0)]
    public required string Kind { get; init; }

    /// <summary>Where, for a person to read.</summary>
    [Id(1)]
    public required string Where { get; init; }

    /// <summary>What should be there.</summary>
    [Id(2)]
    public required string Expected { get; init; }

    /// <summary>What is.</summary>
    [Id(3)]
    public required string Found { get; init; }

    /// <summary>True for what can be made anew from the events.</summary>
    [Id(4)]
    public required bool IsDerived { get; init; }

    /// <summary>True when it was found after a repair that should have mended it.</summary>
    [Id(5)]
    public bool IsAfterRepair { get; init; }

    /// <summary>The key that it is about.</summary>
    [Id(6)]
    public string? Key { get; init; }

    /// <summary>The event's timestamp, in milliseconds since the Unix epoch.</summary>
    [Id(7)]
    public long? Timestamp { get; init; }

    /// <summary>The id that the event is kept under.</summary>
    [Id(8)]
    public Hash256? Id { get; init; }

    /// <summary>Level of the node.</summary>
    [Id(9)]
    public int? Level { get; init; }

    /// <summary>Its index.</summary>
    [Id(10)]
    public long? Index { get; init; }

    /// <summary>The era.</summary>
    [Id(11)]
    public int? Era { get; init; }
}
