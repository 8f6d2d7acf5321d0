using Aevrion.Grains.Interfaces.Rebuild;

namespace Aevrion.Silo.Http.Rebuild;

/// <summary>A rebuild as the API answers it. What it did is there once it is done.</summary>
internal sealed record RebuildDocument
{
    public required string Id { get; init; }

    public required string State { get; init; }

    public required bool KeyIndex { get; init; }

    public required string Phase { get; init; }

    public required long Done { get; init; }

    public required long Total { get; init; }

    public required long StartedAt { get; init; }

    public long? EndedAt { get; init; }

    public string? Error { get; init; }

    public long? Events { get; init; }

    public long? Nodes { get; init; }

    public long? WrongCounts { get; init; }

    public long? WrongDigests { get; init; }

    public long? TakenDigests { get; init; }

    public bool? KeyIndexBuilt { get; init; }

    public long? WrongConflicts { get; init; }

    public static RebuildDocument Of(RebuildStatus status) => new()
    {
        Id = status.Id.ToString(),
        State = status.State.ToString().ToLowerInvariant(),
        KeyIndex = status.KeyIndex,
        Phase = status.IsAtConflicts ? "conflicts" : status.IsAtKeyIndex ? "key-index" : "tree",
        Done = status.PhaseDone,
        Total = status.PhaseTotal,
        StartedAt = status.StartedAt,
        EndedAt = status.EndedAt,
        Error = status.Error,
        Events = status.Result?.Events,
        Nodes = status.Result?.Nodes,
        WrongCounts = status.Result?.WrongCounts,
        WrongDigests = status.Result?.WrongDigests,
        TakenDigests = status.Result?.TakenDigests,
        KeyIndexBuilt = status.Result?.KeyIndexBuilt,
        WrongConflicts = status.Result?.WrongConflicts,
    };
}
