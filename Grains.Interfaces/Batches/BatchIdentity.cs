using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Batches;

/// <summary>Makes a batch known when it is sent again.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.batch-identity")]
public sealed record BatchIdentity
{
    /// <summary>The key that its client chose, 1 to 128 visible characters of ASCII.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>BLAKE3 of the request.</summary>
    [Id(1)]
    public required Hash256 Request { get; init; }
}
