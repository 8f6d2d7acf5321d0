using System.Data;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// Reads the events of a span and the rows over them in one snapshot, and tells what is wrong with the rows. Locks nothing: appends add
/// the same to events and counts, so what a count lacks does not change after the snapshot.
/// </summary>
/// <param name="dataSource">Connections of the store.</param>
/// <param name="shape">Geometry of the tree.</param>
/// <param name="level">The level that spans are cut on.</param>
/// <param name="limits">How much is read at once.</param>
internal sealed class SpanReader(NpgsqlDataSource dataSource, TreeShape shape, int level, SpanLimits limits)
{
    /// <summary>
    /// One backend, in the order of the primary key, whatever the planner thinks of the statistics of a table that has just been filled.
    /// </summary>
    private const string Settings =
        "set local max_parallel_workers_per_gather = 0; set local enable_seqscan = off; set local enable_sort = off; set local jit = off";

    /// <summary>Reads a span, or its beginning when there is far more in it than planned.</summary>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    public async Task<SpanFindings> ReadAsync(TreeSpan span, RebuildProgress progress, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                await using (snapshot.ConfigureAwait(false))
                {
                    await ExecuteAsync(connection, Settings, cancellationToken).ConfigureAwait(false);
                    return await CompareAsync(connection, span, progress, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    private async Task<SpanFindings> CompareAsync(
        NpgsqlConnection connection, TreeSpan span, RebuildProgress progress, CancellationToken cancellationToken)
    {
        var scan = new SpanScan(shape, level, span, limits);
        while (scan.NextPage() is { } page)
        {
            await StatementRunner.RunOnAsync(connection, page.Stamps(scan.Next), cancellationToken).ConfigureAwait(false);
            progress.Add(scan.TakeProgress());
        }

        var rows = await StatementRunner.RunOnAsync(connection, new ReadTreeRows(scan.Read.NodesUpTo(shape, level)), cancellationToken).ConfigureAwait(false);
        var (mends, found) = NodeComparison.Compare(scan.Finish(), rows);
        return new SpanFindings(mends, found with { Events = scan.Events }, scan.Rest);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection);
        await using (command.ConfigureAwait(false))
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
