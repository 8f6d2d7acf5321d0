namespace Aevrion.Storage.Commits;

/// <summary>Shorter ways to ask for what <see cref="ICommitLog"/> offers.</summary>
public static class CommitLogExtensions
{
    /// <summary>See <see cref="ICommitLog.ReadCommitsAsync"/>; every commit comes with its stamps.</summary>
    public static Task<CommitPage> ReadCommitsAsync(
        this ICommitLog log, long after, int maxCommits, int maxEvents, CancellationToken cancellationToken) =>
        log.ReadCommitsAsync(after, maxCommits, maxEvents, known: [], cancellationToken);
}
