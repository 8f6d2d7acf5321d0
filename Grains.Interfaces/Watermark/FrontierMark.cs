using Orleans;

namespace Aevrion.Grains.Interfaces.Watermark;

/// <summary>The digest of everything below a leaf.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.frontier-mark")]
public sealed record FrontierMark
{
    /// <summary>One past the last leaf covered.</summary>
    [Id(0)]
    public required long Leaf { get; init; }

    /// <summary>The digest: 64 lower-case hexadecimal digits.</summary>
    [Id(1)]
    public required string Digest { get; init; }
}
