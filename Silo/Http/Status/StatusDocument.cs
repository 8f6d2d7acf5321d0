namespace Aevrion.Silo.Http.Status;

/// <summary>What a silo says of itself and of its region.</summary>
internal sealed record StatusDocument
{
    public required string Region { get; init; }

    public required string Version { get; init; }

    public required string Engine { get; init; }

    public required long UptimeMs { get; init; }

    public required long Now { get; init; }

    public required long Horizon { get; init; }

    /// <summary>Events in the region; left out while the database does not answer.</summary>
    public long? Count { get; init; }

    /// <summary>Of everything below the horizon; left out while the database does not answer, and when there is nothing.</summary>
    public string? Digest { get; init; }

    public required long Granularity { get; init; }

    public required int BranchingFactor { get; init; }

    public required long MaxClockDriftMs { get; init; }

    public required StorageDocument Storage { get; init; }

    public required int Silos { get; init; }

    /// <summary>Keys in the memory of this silo. This and what follows is left out, as <see cref="Count"/> is, for a token that is limited to some keys.</summary>
    public int? ActiveKeys { get; init; }

    public int? PendingWrites { get; init; }

    public long? HeldBackFuture { get; init; }
}
