namespace Aevrion.Client;

/// <summary>What a region says of itself.</summary>
public sealed record RegionStatus : ServerDocument
{
    public required string Region { get; init; }

    public required string Version { get; init; }

    /// <summary>The grain engine: <c>Embedded</c> or <c>Orleans</c>.</summary>
    public required string Engine { get; init; }

    public double UptimeMs { get; init; }

    /// <summary>The region's clock, in milliseconds since the Unix epoch.</summary>
    public long Now { get; init; }

    /// <summary>The first leaf that is still open: time below it is compared between regions.</summary>
    public long Horizon { get; init; }

    /// <summary>How many events the region holds; null when that is withheld, as it is from a token that is limited to some keys.</summary>
    public long? Count { get; init; }

    /// <summary>The digest over all closed time, as hex digits; null without events.</summary>
    public string? Digest { get; init; }

    /// <summary>The span of a leaf, in milliseconds.</summary>
    public long Granularity { get; init; }

    public int BranchingFactor { get; init; }

    /// <summary>How far ahead of the region's clock an event may be dated, in milliseconds.</summary>
    public double MaxClockDriftMs { get; init; }

    public StorageStatus? Storage { get; init; }

    public int Silos { get; init; }

    /// <summary>Keys in the memory of the silo that answered.</summary>
    public int ActiveKeys { get; init; }

    /// <summary>Writes that wait for their transaction.</summary>
    public long PendingWrites { get; init; }

    /// <summary>Events refused because they are dated too far in the future.</summary>
    public long HeldBackFuture { get; init; }
}
