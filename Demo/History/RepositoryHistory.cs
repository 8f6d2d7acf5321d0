namespace Aevrion.Demo.History;

/// <summary>The history that the story imports.</summary>
/// <param name="Source">Where it comes from, as a sentence.</param>
/// <param name="Commits">Oldest first; all have changes.</param>
internal sealed record RepositoryHistory(string Source, IReadOnlyList<HistoryCommit> Commits)
{
    /// <summary>A moment after the middle one of the commits, in milliseconds since the Unix epoch.</summary>
    public long MiddleTimestampMs => Commits[Commits.Count / 2].TimestampMs + 1;

    public int PathCount => Commits.SelectMany(commit => commit.Changes).Select(change => change.Path).Distinct(StringComparer.Ordinal).Count();
}
