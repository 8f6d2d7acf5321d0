using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>What the region knows at one moment.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.watermark-answer")]
public sealed record WatermarkAnswer
{
    /// <summary>Which life of the grain it comes from.</summary>
    [Id(0)]
    public required Guid Epoch { get; init; }

    /// <summary>Rises with every change in that life.</summary>
    [Id(1)]
    public required long Revision { get; init; }

    /// <summary>All regions hold the same events dated before it, in milliseconds since the Unix epoch; null when that is proven of nothing.</summary>
    [Id(2)]
    public long? WatermarkMs { get; init; }

    /// <summary>Why there is none, or why and when it last moved back; null when neither is so.</summary>
    [Id(3)]
    public string? Reason { get; init; }

    /// <summary>An event dated before it, in milliseconds since the Unix epoch, has to be reported at once.</summary>
    [Id(4)]
    public long CoveredMs { get; init; }

    /// <summary>Every statement known that may be told to peers.</summary>
    [Id(5)]
    public required ImmutableArray<FrontierStatement> Known { get; init; }
}
