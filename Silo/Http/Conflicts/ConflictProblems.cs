using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http.Conflicts;

/// <summary>What it means to a client that a question about conflicts was not answered.</summary>
internal static class ConflictProblems
{
    /// <param name="status">How it ended.</param>
    /// <param name="settled">What came of a settlement; null for a list.</param>
    public static Problem Of(ConflictStatus status, SettlementResult? settled) => status switch
    {
        ConflictStatus.NoConflict => ProblemKinds.NoConflict.With("No version of the key has lost to a concurrent write; nothing was written."),
        ConflictStatus.UnknownVersion => ProblemKinds.NoSuchVersion.With("The key has no version with that id here; nothing was written."),
        ConflictStatus.SeveralLosers => ProblemKinds.SeveralLosers.With(
            $"Pick one by its id; nothing was written. The newest that lost: {string.Join(", ", settled?.Losers ?? [])}."),
        ConflictStatus.Behind => ProblemKinds.ConflictsBehind.With(
            "The list of conflicts does not have all writes yet that were made before this request. Nothing was written; try again."),
        ConflictStatus.Overloaded => ProblemKinds.Overloaded.With("Too much is under way, or the key is written all the time. Try again shortly."),
        ConflictStatus.Unavailable when settled?.Id is not null => ProblemKinds.StorageUnavailable.With(
            "The region's database did not confirm the settlement. It may have been written all the same: list the conflicts before trying again.")
            with { Id = settled.Id, Timestamp = settled.Timestamp, OutcomeUnknown = true },
        ConflictStatus.Unavailable => ProblemKinds.StorageUnavailable.With("The region's database does not answer; nothing was written. Try again shortly."),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a way to fail."),
    };
}
