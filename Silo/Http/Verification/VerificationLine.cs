using Aevrion.Grains.Interfaces.Verification;

namespace Aevrion.Silo.Http.Verification;

/// <summary>A line of a verification: how far it is, something that it found, or, as the last one, what it came to. Each has its own members.</summary>
/// <param name="Type">"progress", "mismatch" or "report".</param>
internal sealed record VerificationLine(string Type)
{
    /// <summary>Of progress: what it is at.</summary>
    public string? Phase { get; init; }

    public long? Done { get; init; }

    public long? Total { get; init; }

    /// <summary>Of a mismatch: what it is.</summary>
    public string? Kind { get; init; }

    public string? Where { get; init; }

    public string? Expected { get; init; }

    public string? Found { get; init; }

    /// <summary>True for what can be made anew from the events.</summary>
    public bool? Derived { get; init; }

    /// <summary>True when it was found after a repair that should have mended it.</summary>
    public bool? AfterRepair { get; init; }

    public string? Key { get; init; }

    public long? Timestamp { get; init; }

    public string? Id { get; init; }

    public int? Level { get; init; }

    public long? Index { get; init; }

    public int? Era { get; init; }

    /// <summary>Of the report: "sound", "repaired", "mismatches" or "failed".</summary>
    public string? State { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    public long? Events { get; init; }

    public long? Nodes { get; init; }

    public int? Eras { get; init; }

    public long? Mismatches { get; init; }

    public IReadOnlyDictionary<string, long>? ByKind { get; init; }

    public long? Remaining { get; init; }

    /// <summary>Damaged events that were moved out of the log; absent when there was none.</summary>
    public long? Quarantined { get; init; }

    public long? DurationMs { get; init; }

    public static VerificationLine OfProgress(VerificationPart part) => new("progress") { Phase = part.Phase, Done = part.Done, Total = part.Total };

    public static VerificationLine Of(FoundMismatch mismatch) => new("mismatch")
    {
        Kind = mismatch.Kind,
        Where = mismatch.Where,
        Expected = mismatch.Expected,
        Found = mismatch.Found,
        Derived = mismatch.IsDerived,
        AfterRepair = mismatch.IsAfterRepair ? true : null,
        Key = mismatch.Key,
        Timestamp = mismatch.Timestamp,
        Id = mismatch.Id?.ToString(),
        Level = mismatch.Level,
        Index = mismatch.Index,
        Era = mismatch.Era,
    };

    public static VerificationLine Of(VerificationOutcome outcome) => outcome.Error is { } error
        ? new VerificationLine("report") { State = "failed", Error = error, DurationMs = outcome.DurationMs }
        : new VerificationLine("report")
        {
            State = outcome switch
            {
                { Mismatches: 0 } => "sound",
                { Remaining: 0 } => "repaired",
                _ => "mismatches",
            },
            Events = outcome.Events,
            Nodes = outcome.Nodes,
            Eras = outcome.Eras,
            Mismatches = outcome.Mismatches,
            ByKind = outcome.ByKind,
            Remaining = outcome.Remaining,
            Quarantined = outcome.Quarantined > 0 ? outcome.Quarantined : null,
            DurationMs = outcome.DurationMs,
        };
}
