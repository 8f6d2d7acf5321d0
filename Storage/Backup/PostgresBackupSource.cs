using System.Data;
using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Verification;
using Npgsql;

namespace Aevrion.Storage.Backup;

/// <summary>Takes backups of a PostgreSQL database, each of one snapshot. Locks nothing.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
/// <param name="shape">The geometry that the database was made with.</param>
public sealed class PostgresBackupSource(NpgsqlDataSource dataSource, TreeShape shape) : IBackupSource
{
    /// <inheritdoc/>
    public async Task<IBackupSnapshot> OpenAsync(string region, long takenAt, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                await SnapshotSettings.ApplyAsync(connection, cancellationToken).ConfigureAwait(false);
                var facts = await StatementRunner.RunOnAsync(connection, new ReadBackupFacts(shape.HighestLevel), cancellationToken).ConfigureAwait(false);
                var header = new BackupHeader(
                    region,
                    takenAt,
                    shape.GranularityMs,
                    shape.BranchingFactor,
                    facts.Events,
                    facts.FirstTimestamp,
                    facts.LastTimestamp,
                    [.. facts.Regions.Select(known => known.Name)]);
                var places = facts.Regions.Select((known, place) => (known.Number, Place: (ushort)place)).ToDictionary(known => known.Number, known => known.Place);
                return new PostgresBackupSnapshot(connection, transaction, header, new BackupRecords(shape, places));
            }
            catch
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }
}
