using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>What a region says of itself, and whom it was learnt from.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.frontier-statement")]
public sealed record FrontierStatement
{
    /// <summary>The region.</summary>
    [Id(0)]
    public required string Region { get; init; }

    /// <summary>Of two statements the one with the higher version holds.</summary>
    [Id(1)]
    public required long Version { get; init; }

    /// <summary>The regions it is configured to exchange with, ascending.</summary>
    [Id(2)]
    public required ImmutableArray<string> Peers { get; init; }

    /// <summary>Its points, ascending.</summary>
    [Id(3)]
    public required ImmutableArray<FrontierMark> Points { get; init; }

    /// <summary>The peer that told it; the region itself for its own.</summary>
    [Id(4)]
    public required string LearntFrom { get; init; }

    /// <summary>Below this leaf it was found equal to this region; 0 for none.</summary>
    [Id(5)]
    public long AgreedLeaf { get; init; }
}
