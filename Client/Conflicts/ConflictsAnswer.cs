namespace Aevrion.Client;

/// <summary>A page of conflicts.</summary>
internal sealed record ConflictsAnswer(IReadOnlyList<Conflict> Conflicts)
{
    /// <summary>What to ask for the next page with; null on the last.</summary>
    public string? Next { get; init; }
}
