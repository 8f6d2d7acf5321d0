using Aevrion.Core;

namespace Aevrion.Storage.Commits;

/// <summary>
/// The order in which a region's transactions added events, kept for a while: what followers of the region read. Every append that added
/// something enters it in its own transaction, last of all. Implementations are safe for concurrent use and keep the contract stated by the
/// storage conformance suite.
/// </summary>
/// <remarks>
/// <para>When a position can be read, every lower one is decided: what a page leaves out is not there and never will be. So whoever reads
/// page after page, each behind the last position of the one before, sees every commit once, in the order of all silos of the region.</para>
/// <para>Every member throws <see cref="StorageUnavailableException"/> when the store cannot be reached.</para>
/// </remarks>
public interface ICommitLog
{
    /// <summary>
    /// The commits behind a position. Stops after the commit that takes the number of events over <paramref name="maxEvents"/>, so one
    /// commit at least is answered when there is one.
    /// </summary>
    /// <param name="after">The position read last; 0 for the beginning of the region.</param>
    /// <param name="maxCommits">Most commits, 1 to <see cref="CommitLogLimits.MaxPageCommits"/>.</param>
    /// <param name="maxEvents">See above; 1 or more.</param>
    /// <param name="known">Positions of commits whose stamps the caller knows, <paramref name="maxCommits"/> at most: they come without.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<CommitPage> ReadCommitsAsync(
        long after, int maxCommits, int maxEvents, IReadOnlyCollection<long> known, CancellationToken cancellationToken);

    /// <summary>The position of the newest commit: who begins to read behind it reads what comes from now on.</summary>
    Task<long> ReadNewestPositionAsync(CancellationToken cancellationToken);

    /// <summary>The position behind which the commits made at a time or later are; null when the first of them may have been trimmed.</summary>
    /// <param name="fromMs">Milliseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<long?> FindTimeAsync(long fromMs, CancellationToken cancellationToken);

    /// <summary>
    /// Where an event is; null when it is not in the log. Looks through the log from its newest end, so it takes the longer the older the
    /// event is: seconds in a log of millions.
    /// </summary>
    Task<CommitPlace?> FindEventAsync(Hash256 id, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the oldest commits, those that are older than they need be and those by which the log is too large; the newest of all stays.
    /// Looks at <see cref="CommitLogLimits.TrimStep"/> commits.
    /// </summary>
    /// <param name="retention">Age from which a commit may go.</param>
    /// <param name="maxBytes">How large the log may be, by <see cref="CommitLogLimits.CommitBytes"/> and <see cref="CommitLogLimits.StampBytes"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many commits went. When that is the whole step, more may be due.</returns>
    Task<int> TrimAsync(TimeSpan retention, long maxBytes, CancellationToken cancellationToken);
}
