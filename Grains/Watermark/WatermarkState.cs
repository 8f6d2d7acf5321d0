using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Watermark;
using Orleans;

namespace Aevrion.Grains.Watermark;

/// <summary>What the watermark grain keeps for good.</summary>
[GenerateSerializer]
[Alias("aevrion.watermark-state")]
public sealed class WatermarkState
{
    /// <summary>Highest version of the region's own statement that was ever used or heard of.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The last statement of the region itself; null before the first.</summary>
    [Id(1)]
    public FrontierStatement? Own { get; set; }

    /// <summary>What is known of other regions.</summary>
    [Id(2)]
    public ImmutableArray<FrontierStatement> Others { get; set; } = [];

    /// <summary>Digests of the region's own history, valid when this was kept. Ascending.</summary>
    [Id(3)]
    public ImmutableArray<FrontierMark> Digests { get; set; } = [];

    /// <summary>The watermark's leaf; null for none.</summary>
    [Id(4)]
    public long? WatermarkLeaf { get; set; }

    /// <summary>Lowest leaf that took events late, while the watermark is not beyond it; null for none.</summary>
    [Id(5)]
    public long? LateLeaf { get; set; }

    /// <summary>Where the watermark stood before it last moved back, in milliseconds since the Unix epoch; null when it never did.</summary>
    [Id(6)]
    public long? FellFromMs { get; set; }

    /// <summary>Where it went.</summary>
    [Id(7)]
    public long FellToMs { get; set; }

    /// <summary>When.</summary>
    [Id(8)]
    public long FellAtMs { get; set; }

    /// <summary>Why.</summary>
    [Id(9)]
    public string? FellBecause { get; set; }
}
