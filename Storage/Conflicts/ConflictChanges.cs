namespace Aevrion.Storage.Conflicts;

/// <summary>What commits change in the list of conflicts.</summary>
/// <param name="Lost">Versions that have lost to a concurrent write.</param>
/// <param name="Settled">Versions that a later one descends from by now.</param>
public sealed record ConflictChanges(IReadOnlyList<ConflictRow> Lost, IReadOnlyList<ConflictRow> Settled)
{
    /// <summary>Nothing.</summary>
    public static ConflictChanges None { get; } = new([], []);

    /// <summary>True when nothing changes.</summary>
    public bool IsEmpty => Lost.Count == 0 && Settled.Count == 0;
}
