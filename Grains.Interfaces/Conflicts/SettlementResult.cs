using System.Collections.Immutable;
using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>What came of a settlement.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.settlement-result")]
public sealed record SettlementResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required ConflictStatus Status { get; init; }

    /// <summary>The event that settles; of one whose outcome is unknown, too.</summary>
    [Id(1)]
    public Hash256? Id { get; init; }

    /// <summary>Its timestamp, in milliseconds since the Unix epoch.</summary>
    [Id(2)]
    public long? Timestamp { get; init; }

    /// <summary>With <see cref="ConflictStatus.SeveralLosers"/>: the newest of them, 64 at most.</summary>
    [Id(3)]
    public ImmutableArray<Hash256> Losers { get; init; } = [];
}
