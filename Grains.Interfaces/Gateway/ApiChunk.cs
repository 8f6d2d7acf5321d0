using Orleans;

namespace Aevrion.Grains.Interfaces.Gateway;

/// <summary>A part of the body of an answer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.api-chunk")]
public sealed record ApiChunk
{
    /// <summary>What has arrived; empty when nothing has.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>True when nothing comes any more.</summary>
    [Id(1)]
    public bool IsLast { get; init; }

    /// <summary>True when the answer broke off before its end.</summary>
    [Id(2)]
    public bool IsBroken { get; init; }
}
