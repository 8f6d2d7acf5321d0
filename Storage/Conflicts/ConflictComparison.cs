namespace Aevrion.Storage.Conflicts;

/// <summary>How the list of conflicts differs from what the events of a range of keys say.</summary>
/// <param name="Versions">Versions looked at.</param>
/// <param name="Missing">Versions that lost and are not in the list.</param>
/// <param name="Extra">What is in the list and did not lose, or is no version.</param>
public sealed record ConflictComparison(long Versions, IReadOnlyList<ConflictRow> Missing, IReadOnlyList<ConflictRow> Extra)
{
    /// <summary>True when there is no difference.</summary>
    public bool IsRight => Missing.Count == 0 && Extra.Count == 0;

    /// <summary>Compares.</summary>
    /// <param name="versions">Versions looked at.</param>
    /// <param name="listed">What the list has.</param>
    /// <param name="losers">What the events say.</param>
    internal static ConflictComparison Of(long versions, IReadOnlyList<ConflictRow> listed, HashSet<ConflictRow> losers) =>
        new(versions, [.. losers.Except(listed)], [.. listed.Where(row => !losers.Contains(row))]);

    /// <summary>The differences that were there in an earlier comparison of the same range too.</summary>
    public ConflictComparison Since(ConflictComparison earlier) =>
        new(Versions, [.. Missing.Intersect(earlier.Missing)], [.. Extra.Intersect(earlier.Extra)]);
}
