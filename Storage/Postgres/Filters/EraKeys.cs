using System.Data;
using System.Globalization;
using Aevrion.Storage.Filters;
using Npgsql;
using NpgsqlTypes;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>Reads the keys of an era in the order of time, which is the order of the table: that of the key index would fetch each row from elsewhere.</summary>
internal sealed class EraKeys(NpgsqlDataSource dataSource)
{
    /// <summary>Advisory lock: "Aevrion" and 5 in ASCII. One silo reads an era's keys at a time.</summary>
    private const long LockKey = 4712302818880351749;

    /// <summary>How long an era's keys may take to be read.</summary>
    private const int TimeoutSeconds = 300;

    /// <summary>The hashes of an era's different keys as they stand in one snapshot; null when another silo is at it.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    public async Task<EraKeysRead?> ReadAsync(short era, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadInSnapshotAsync(era, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresFaults.MeansUnavailable(exception))
        {
            throw PostgresFaults.Unavailable(exception);
        }
    }

    private async Task<EraKeysRead?> ReadInSnapshotAsync(short era, CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                // The transaction's one snapshot holds for the state of the era and for its keys.
                if (await ReadChangesAsync(connection, era, cancellationToken).ConfigureAwait(false) is not { } changes)
                    return null;
                var hashes = await ReadHashesAsync(connection, era, cancellationToken).ConfigureAwait(false);
                return new EraKeysRead(changes, hashes);
            }
        }
    }

    private static async Task<long?> ReadChangesAsync(NpgsqlConnection connection, short era, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(
            $"select case when pg_try_advisory_xact_lock({LockKey}) then changes end from aevrion.era where number = $1", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.AddSmallint(era);
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) as long?;
        }
    }

    private static async Task<IReadOnlyList<ulong>?> ReadHashesAsync(NpgsqlConnection connection, short era, CancellationToken cancellationToken)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            copy (
                select version.key from aevrion.era_span as span
                cross join lateral (select key from aevrion.event where ts >= span.from_ms and ts < span.beyond_ms) as version
                where span.number = {era}
            ) to stdout (format binary)
            """);
        var export = await connection.BeginBinaryExportAsync(text, cancellationToken).ConfigureAwait(false);
        await using (export.ConfigureAwait(false))
        {
            export.Timeout = TimeSpan.FromSeconds(TimeoutSeconds);
            var hashes = new DistinctHashes(KeyFilter.MaxKeys);
            while (await export.StartRowAsync(cancellationToken).ConfigureAwait(false) >= 0)
            {
                if (hashes.TryAdd(KeyHash.Of(await export.ReadAsync<string>(NpgsqlDbType.Text, cancellationToken).ConfigureAwait(false))))
                    continue;
                await export.CancelAsync().ConfigureAwait(false);
                return null;
            }

            return hashes.ToArray();
        }
    }
}
