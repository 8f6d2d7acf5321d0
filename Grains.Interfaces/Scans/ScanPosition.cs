using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Scans;

/// <summary>A place in the order of a scan: a key, or an event in the log.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.scan-position")]
public sealed record ScanPosition
{
    /// <summary>The key; null for a place in the log.</summary>
    [Id(0)]
    public string? Key { get; init; }

    /// <summary>Of the event, in milliseconds since the Unix epoch; 0 for a key.</summary>
    [Id(1)]
    public long Timestamp { get; init; }

    /// <summary>Of the event.</summary>
    [Id(2)]
    public Hash256 Id { get; init; }
}
