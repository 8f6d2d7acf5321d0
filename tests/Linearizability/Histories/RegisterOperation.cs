namespace Aevrion.Linearizability.Histories;

/// <summary>
/// One operation of a recorded history. Each key is a register of its own: linearizability is a local property (Herlihy and Wing,
/// "Linearizability: A Correctness Condition for Concurrent Objects", ACM TOPLAS 12(3), 1990, theorem 1).
/// </summary>
public sealed record RegisterOperation
{
    /// <summary>The register.</summary>
    public required string Key { get; init; }

    /// <summary>Who asked, for reports.</summary>
    public string Client { get; init; } = "";

    /// <summary>What was asked.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The value of a put; null for anything else. The search is fast when no two puts of a key share theirs.</summary>
    public string? Value { get; init; }

    /// <summary>The condition of a put or a deletion; null when there is none.</summary>
    public RegisterCondition? Condition { get; init; }

    /// <summary>What the client knows of its end.</summary>
    public required OperationOutcome Outcome { get; init; }

    /// <summary>What a read was answered, or what a refused write was told stands; null when it was not told.</summary>
    public Observation? Observed { get; init; }

    /// <summary>When it began: a place in the order of all beginnings and ends that were recorded.</summary>
    public required long InvokedAt { get; init; }

    /// <summary>When it ended, in the same order; disregarded when the outcome is unknown.</summary>
    public long ReturnedAt { get; init; } = long.MaxValue;

    public override string ToString()
    {
        var asked = Kind switch
        {
            OperationKind.Read => "read",
            OperationKind.Put => $"put {Value}",
            _ => "delete",
        };
        var end = (Outcome, Kind) switch
        {
            (OperationOutcome.Unknown, _) => "?",
            (OperationOutcome.Done, OperationKind.Read) => $"{Observed}",
            (OperationOutcome.Done, _) => "done",
            _ => Observed is null ? "refused" : $"refused, {Observed} stands",
        };
        var until = Outcome == OperationOutcome.Unknown ? "" : ReturnedAt.ToString();
        return $"[{InvokedAt}..{until}] {Client}: {asked}{(Condition is null ? "" : $" {Condition}")} -> {end}";
    }
}
