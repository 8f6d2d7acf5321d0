using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Keys;

/// <summary>A page of a key's versions.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.history-page")]
public sealed record HistoryPage
{
    /// <summary>Done or unavailable.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>Newest first.</summary>
    [Id(1)]
    public ImmutableArray<KeyVersion> Versions { get; init; } = [];

    /// <summary>True when older versions follow.</summary>
    [Id(2)]
    public bool HasMore { get; init; }
}
