using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Verification;

/// <summary>What a verification came to.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.verification-outcome")]
public sealed record VerificationOutcome
{
    /// <summary>Why it did not come to its end; null when it did. The numbers are 0 then.</summary>
    [Id(0)]
    public string? Error { get; init; }

    /// <summary>Events whose ids were recomputed.</summary>
    [Id(1)]
    public long Events { get; init; }

    /// <summary>Nodes of the tree that they make.</summary>
    [Id(2)]
    public long Nodes { get; init; }

    /// <summary>Eras whose keys were looked up.</summary>
    [Id(3)]
    public int Eras { get; init; }

    /// <summary>Mismatches found, named or not.</summary>
    [Id(4)]
    public long Mismatches { get; init; }

    /// <summary>The same by kind.</summary>
    [Id(5)]
    public ImmutableSortedDictionary<string, long> ByKind { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Those that are left: all, unless something was mended.</summary>
    [Id(6)]
    public long Remaining { get; init; }

    /// <summary>True when something was mended.</summary>
    [Id(7)]
    public bool WasRepaired { get; init; }

    /// <summary>Damaged events that were moved out of the log, for a peer or a backup to bring them back.</summary>
    [Id(9)]
    public long Quarantined { get; init; }

    /// <summary>How long it took.</summary>
    [Id(8)]
    public long DurationMs { get; init; }
}
