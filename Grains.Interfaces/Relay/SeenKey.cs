using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>A key of which a silo made an event durable.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.seen-key")]
public sealed record SeenKey
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>The event's timestamp, in milliseconds since the Unix epoch.</summary>
    [Id(1)]
    public required long Timestamp { get; init; }

    /// <summary>The event's id.</summary>
    [Id(2)]
    public required Hash256 Id { get; init; }
}
