using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>What a silo has to tell since its last report.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.watermark-report")]
public sealed record WatermarkReport
{
    /// <summary>The oldest event that became durable; null when none did.</summary>
    [Id(0)]
    public AdmittedEvent? Oldest { get; init; }

    /// <summary>What peers told over connections of this silo.</summary>
    [Id(1)]
    public ImmutableArray<FrontierStatement> Learnt { get; init; } = [];
}
