using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>Asks for the conflict of a key to be settled.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.settlement-request")]
public sealed record SettlementRequest
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>What is picked.</summary>
    [Id(1)]
    public required SettlementPick Pick { get; init; }

    /// <summary>The version picked with <see cref="SettlementPick.Version"/>.</summary>
    [Id(2)]
    public Hash256? Id { get; init; }
}
