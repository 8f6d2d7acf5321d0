using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Grains.Interfaces.Scans;

/// <summary>A version that a scan came upon.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.scan-item")]
public sealed record ScanItem
{
    /// <summary>Its key.</summary>
    [Id(0)]
    public required string Key { get; init; }

    /// <summary>What was written; its value only when that was asked for.</summary>
    [Id(1)]
    public required KeyVersion Version { get; init; }

    /// <summary>Ids of the versions that its writer had seen.</summary>
    [Id(2)]
    public ImmutableArray<Hash256> Parents { get; init; } = [];
}
