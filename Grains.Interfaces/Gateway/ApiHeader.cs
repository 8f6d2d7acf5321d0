using Orleans;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>A header of a request or of an answer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.api-header")]
public sealed record ApiHeader
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    [Id(1)]
    public required string Value { get; init; }
}
