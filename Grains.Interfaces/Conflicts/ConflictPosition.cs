using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Conflicts;

/// <summary>A place in the list of conflicts.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.conflict-position")]
public sealed record ConflictPosition
{
    /// <summary>The key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>Timestamp of the version that lost, in milliseconds since the Unix epoch.</summary>
    [Id(1)]
    public required long Timestamp { get; init; }

    /// <summary>Its id.</summary>
    [Id(2)]
    public required Hash256 Id { get; init; }
}
