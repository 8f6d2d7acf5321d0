using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>A request of the HTTP API.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.api-call")]
public sealed record ApiCall
{
    /// <summary>Its method.</summary>
    [Id(0)]
    public required string Method { get; init; }

    /// <summary>Path and query, encoded as on the wire.</summary>
    [Id(1)]
    public required string Target { get; init; }

    /// <summary>Its headers.</summary>
    [Id(2)]
    public ImmutableArray<ApiHeader> Headers { get; init; } = [];

    /// <summary>Its body.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> Body { get; init; }
}
