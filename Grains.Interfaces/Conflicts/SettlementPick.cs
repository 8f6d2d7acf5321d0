using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>Which version a settlement picks.</summary>
[GenerateSerializer]
[Alias("aevrion.settlement-pick")]
public enum SettlementPick
{
    /// <summary>The one that wins anyway.</summary>
    Winner = 0,

    /// <summary>The one that lost.</summary>
    Loser = 1,

    /// <summary>A given one.</summary>
    Version = 2,
}
