namespace Aevrion.Demo.History;

/// <summary>The history that the story imports.</summary>
/// <param name="Source">Where it comes from, as a sentence.</param>
/// <param name="Commits">Oldest first; all have changes.</param>
internal sealed record RepositoryHistory(string Source, IReadOnlyList<HistoryCommit> Commits)
{
    public int ChangeCount => Commits.Sum(commit => commit.Changes.Count);

    public int PathCount => Commits.SelectMany(commit => commit.Changes).Select(change => change.Path).Distinct(StringComparer.Ordinal).Count();
}
