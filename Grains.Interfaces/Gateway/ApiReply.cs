using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>An answer of the HTTP API.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.api-reply")]
public sealed record ApiReply
{
    /// <summary>Its status.</summary>
    [Id(0)]
    public required int Status { get; init; }

    /// <summary>Its headers.</summary>
    [Id(1)]
    public ImmutableArray<ApiHeader> Headers { get; init; } = [];

    /// <summary>Its body; empty where it is read while it arrives.</summary>
    [Id(2)]
    public ReadOnlyMemory<byte> Body { get; init; }
}
