using System.Text.Json.Serialization;

namespace Aevrion.Client;

/// <summary>What a verification came to.</summary>
public sealed record VerifyReport : VerifyUpdate
{
    internal const string Name = "report";

    /// <summary>
    /// <c>sound</c>: nothing is wrong; <c>repaired</c>: what was wrong is right now; <c>mismatches</c>: some are left; <c>failed</c>: it did
    /// not come to its end.
    /// </summary>
    public required string State { get; init; }

    /// <summary>Why it failed; null unless it did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    /// <summary>Events whose ids were recomputed.</summary>
    public long Events { get; init; }

    /// <summary>Nodes of the time tree that they make.</summary>
    public long Nodes { get; init; }

    /// <summary>Eras whose keys were looked up.</summary>
    public int Eras { get; init; }

    /// <summary>Mismatches found; the first 10,000 were named.</summary>
    public long Mismatches { get; init; }

    /// <summary>The same by kind.</summary>
    public IReadOnlyDictionary<string, long> ByKind { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>Those that are left: all, unless a repair was asked for.</summary>
    public long Remaining { get; init; }

    /// <summary>Damaged events that a repair moved out of the log, for a peer or a backup to bring back what they were.</summary>
    public long Quarantined { get; init; }

    /// <summary>How long it took.</summary>
    public long DurationMs { get; init; }
}
