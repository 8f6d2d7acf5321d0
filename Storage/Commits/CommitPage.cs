namespace Aevrion.Storage.Commits;

/// <summary>Commits behind a position.</summary>
/// <param name="Commits">Ascending by position, without one missing in between; empty when there are no more.</param>
/// <param name="IsTrimmed">
/// True when commits behind the position are not in the log any more: whoever has read up to there has missed something and must begin
/// anew. There are no commits in the page then.
/// </param>
public sealed record CommitPage(IReadOnlyList<Commit> Commits, bool IsTrimmed);
