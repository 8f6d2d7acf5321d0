using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>The event an operation became.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.batch-item-result")]
public sealed record BatchItemResult
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required Hash256 Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    [Id(1)]
    public required long Timestamp { get; init; }

    /// <summary>False when the event was already there.</summary>
    [Id(2)]
    public required bool Added { get; init; }
}
