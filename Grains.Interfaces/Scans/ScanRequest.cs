using System.Collections.Immutable;
using Aevrion.Core;
using Orleans;

namespace Aevrion.Grains.Interfaces.Scans;

/// <summary>Which page to read.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.scan-request")]
public sealed record ScanRequest
{
    /// <summary>Only keys that begin with it.</summary>
    [Id(0)]
    public required string Prefix { get; init; }

    /// <summary>Of a scan of keys: only keys behind it.</summary>
    [Id(1)]
    public string? AfterKey { get; init; }

    /// <summary>Of a reading of the log: only events behind this timestamp and <see cref="AfterId"/>.</summary>
    [Id(2)]
    public long? AfterTimestamp { get; init; }

    /// <summary>See <see cref="AfterTimestamp"/>.</summary>
    [Id(3)]
    public Hash256 AfterId { get; init; }

    /// <summary>The time to read at, in milliseconds since the Unix epoch; null for the latest, and for all of the log.</summary>
    [Id(4)]
    public long? At { get; init; }

    /// <summary>Most entries, 1 to 1,000.</summary>
    [Id(5)]
    public required int Limit { get; init; }

    /// <summary>Read the values too.</summary>
    [Id(6)]
    public bool IncludeValues { get; init; }

    /// <summary>A page with values ends after the one that takes them over this many bytes.</summary>
    [Id(7)]
    public required long MaxBytes { get; init; }

    /// <summary>Of a reading of the log: only events of keys that begin with one of these as well; empty for all.</summary>
    [Id(8)]
    public ImmutableArray<string> AnyOf { get; init; } = [];
}
