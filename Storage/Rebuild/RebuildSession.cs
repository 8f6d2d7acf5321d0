using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Verification;
using Npgsql;

namespace Aevrion.Storage.Rebuild;

/// <summary>
/// The one connection that mends rows, and holds the lock that lets no other rebuild run in the database. A difference must be applied
/// once: whoever gets the lock takes his snapshots afterwards, and everything that its holder before did went through the session that
/// had the lock, so it was over by then.
/// </summary>
internal sealed class RebuildSession : IAsyncDisposable
{
    /// <summary>Rows mended in a transaction: writers to the same rows wait for so many at most.</summary>
    private const int MaxRowsAtOnce = 2_000;

    /// <summary>How long another rebuild is waited for: the session of a process that died is gone by then.</summary>
    public const int MaxTries = 20;

    /// <summary>How long the events of a span may take to get the right era, in seconds.</summary>
    private const int EraTimeoutSeconds = 600;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);

    private readonly NpgsqlConnection _connection;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private RebuildSession(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Begins; ends with <see cref="DisposeAsync"/>.</summary>
    /// <param name="dataSource">Connections of the store.</param>
    /// <param name="timeProvider">For pauses.</param>
    /// <param name="maxTries">How often the lock is asked for.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="RebuildRefusedException">Another rebuild runs, or a verification.</exception>
    public static async Task<RebuildSession> BeginAsync(
        NpgsqlDataSource dataSource, TimeProvider timeProvider, int maxTries, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            for (var tried = 1; ; tried++)
            {
                if (await StatementRunner.RunOnAsync(connection, new TryLockRebuild(), cancellationToken).ConfigureAwait(false))
                    return new RebuildSession(connection);
                if (tried == maxTries)
                    throw new RebuildRefusedException(
                        "This region's derived state is being rebuilt or verified at this moment. Wait until that is done; then try again.");
                await Task.Delay(RetryDelay, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Makes rows right, in as many transactions as they need.</summary>
    /// <param name="mends">In <see cref="RowOrder"/>.</param>
    /// <param name="cancellationToken">Breaks it off between two transactions, or undoes the one under way.</param>
    public async Task MendAsync(IReadOnlyList<NodeMend> mends, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Rows are added in transactions of their own: one that locks rows in order and then adds an earlier one could deadlock.
            foreach (var missing in mends.Where(mend => mend.IsMissing).Chunk(MaxRowsAtOnce))
                await StatementRunner.RunOnAsync(_connection, new AddNodes(missing), cancellationToken).ConfigureAwait(false);
            foreach (var wrong in mends.Where(mend => !mend.IsMissing).Chunk(MaxRowsAtOnce))
                await MendRowsAsync(wrong, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives events the era of the span that their time lies in, in one transaction. Eras do not change meanwhile.</summary>
    /// <param name="fromMs">First millisecond of the events.</param>
    /// <param name="toMs">First millisecond behind them.</param>
    /// <param name="cancellationToken">Undoes it.</param>
    public async Task MendErasAsync(long fromMs, long toMs, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await StatementRunner.RunOnAsync(_connection, new MendEras(fromMs, toMs), EraTimeoutSeconds, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Moves damaged events to the quarantine, in as many transactions as they need; answers how many were moved.</summary>
    /// <param name="damaged">The events; one may come twice.</param>
    /// <param name="levelMs">Milliseconds that a node of the tree spans, by level.</param>
    /// <param name="cancellationToken">Breaks it off between two transactions, or undoes the one under way.</param>
    /// <exception cref="RebuildRefusedException">The role may not.</exception>
    public async Task<long> QuarantineAsync(IEnumerable<DamagedEvent> damaged, long[] levelMs, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var moved = 0L;
            foreach (var part in damaged.DistinctBy(item => item.Place, StringComparer.Ordinal).OrderBy(item => item.Stamp).Chunk(VerificationLimits.QuarantinedAtOnce))
                moved += await StatementRunner.RunOnAsync(_connection, new QuarantineEvents(part, levelMs), cancellationToken).ConfigureAwait(false);
            return moved;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new RebuildRefusedException(
                $"The role of this silo may not move damaged events to the quarantine: {refused.MessageText}. "
                + "Grant it delete on aevrion.event and insert on aevrion.quarantine, or verify with the role that owns the database.",
                refused);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            var command = new NpgsqlCommand($"select pg_advisory_unlock({TryLockRebuild.LockKey})", _connection);
            await using (command.ConfigureAwait(false))
                await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // With the session goes its lock; it must not come back from the pool with it.
            NpgsqlConnection.ClearPool(_connection);
        }

        await _connection.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    /// <remarks>
    /// Two statements: what the second one adds to is read by its own snapshot, taken when the rows are locked.
    /// </remarks>
    private async Task MendRowsAsync(NodeMend[] mends, CancellationToken cancellationToken)
    {
        var transaction = await _connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await StatementRunner.RunOnAsync(_connection, new LockNodes(mends), cancellationToken).ConfigureAwait(false);
            await StatementRunner.RunOnAsync(_connection, new MendNodes(mends), cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
