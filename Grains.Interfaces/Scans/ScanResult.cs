using System.Collections.Immutable;
using Aevrion.Grains.Interfaces.Keys;
using Orleans;

namespace Aevrion.Grains.Interfaces.Scans;

/// <summary>A page of a scan.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.scan-result")]
public sealed record ScanResult
{
    /// <summary>Done or unavailable.</summary>
    [Id(0)]
    public required OperationStatus Status { get; init; }

    /// <summary>In the order of the scan; fewer than asked for, or none, also when more follow.</summary>
    [Id(1)]
    public ImmutableArray<ScanItem> Items { get; init; } = [];

    /// <summary>What the next page begins behind; null when there is none.</summary>
    [Id(2)]
    public ScanPosition? Next { get; init; }
}
