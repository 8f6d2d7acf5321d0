using Aevrion.Core;
using Aevrion.Storage.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Commits;

/// <summary>The commit log on PostgreSQL; appends enter it by themselves. Keeps nothing in memory.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
public sealed class PostgresCommitLog(NpgsqlDataSource dataSource) : ICommitLog
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public Task<CommitPage> ReadCommitsAsync(
        long after, int maxCommits, int maxEvents, IReadOnlyCollection<long> known, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckCommitPage(after, maxCommits, maxEvents);
        return _runner.RunAsync(new ReadCommits(after, maxCommits, maxEvents, known), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> ReadNewestPositionAsync(CancellationToken cancellationToken) =>
        _runner.RunAsync(new ReadNewestPosition(), cancellationToken);

    /// <inheritdoc/>
    public Task<long?> FindTimeAsync(long fromMs, CancellationToken cancellationToken) =>
        _runner.RunAsync(new FindCommitTime(fromMs), cancellationToken);

    /// <inheritdoc/>
    public async Task<CommitPlace?> FindEventAsync(Hash256 id, CancellationToken cancellationToken)
    {
        // In steps, each a short statement: the log may be long.
        var most = CommitLogLimits.FirstSearchStep;
        for (var before = long.MaxValue; ; most = CommitLogLimits.SearchStep)
        {
            var search = await _runner.RunAsync(new SearchCommits(id, before, most), cancellationToken).ConfigureAwait(false);
            if (search.Place is not null || search.Until == 0)
                return search.Place;
            before = search.Until;
        }
    }

    /// <inheritdoc/>
    public Task<int> TrimAsync(TimeSpan retention, long maxBytes, CancellationToken cancellationToken)
    {
        StorageLimitChecks.CheckTrim(retention, maxBytes);
        return _runner.RunAsync(new TrimCommits(retention, maxBytes), cancellationToken);
    }
}
