using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>A version that lost to a concurrent write, beside the one that wins.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.key-conflict")]
public sealed record KeyConflict
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>The latest version of the key.</summary>
    [Id(1)]
    public required KeyVersion Winner { get; init; }

    /// <summary>The version that lost.</summary>
    [Id(2)]
    public required KeyVersion Loser { get; init; }
}
