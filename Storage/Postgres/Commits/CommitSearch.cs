using Aevrion.Storage.Commits;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>What came of looking through some commits.</summary>
/// <param name="Place">Where the event is; null when it is not among them.</param>
/// <param name="Until">The lowest position looked at; 0 when there was none left.</param>
internal sealed record CommitSearch(CommitPlace? Place, long Until);
