using Aevrion.Core;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Verification;
using Npgsql;

namespace Aevrion.Storage.Backup;

/// <summary>A snapshot of a PostgreSQL database, read page by page in the order of its primary key.</summary>
internal sealed class PostgresBackupSnapshot(
    NpgsqlConnection connection, NpgsqlTransaction transaction, BackupHeader header, BackupRecords records) : IBackupSnapshot
{
    /// <inheritdoc/>
    public BackupHeader Header => header;

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(Stream output, CancellationToken cancellationToken)
    {
        var writer = new BackupWriter(output);
        await writer.BeginAsync(header, cancellationToken).ConfigureAwait(false);
        string error;
        try
        {
            await WriteEventsAsync(writer, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (BackupRejectedException damaged)
        {
            error = damaged.Message;
        }
        catch (Exception lost) when (lost is NpgsqlException or InvalidDataException)
        {
            error = PostgresFaults.MeansUnavailable(lost) ? PostgresFaults.Unavailable(lost).Message : $"An event cannot be read: {lost.Message}";
        }

        await writer.FailAsync(new BackupFailure(error), cancellationToken).ConfigureAwait(false);
        return error;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync().ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task WriteEventsAsync(BackupWriter writer, CancellationToken cancellationToken)
    {
        var (afterMs, afterId) = (long.MinValue, new byte[Hash256.Length]);
        for (var read = BackupLimits.PageEvents; read == BackupLimits.PageEvents;)
        {
            read = 0;
            var copy = await connection.BeginRawBinaryCopyAsync(BackupRow.Copy(afterMs, afterId), cancellationToken).ConfigureAwait(false);
            await using (copy.ConfigureAwait(false))
            {
                var rows = new CopyRows(copy, BackupRow.Columns);
                while (await rows.NextAsync(cancellationToken).ConfigureAwait(false))
                {
                    records.Add(rows);
                    afterMs = rows.Int64(BackupRow.Timestamp);
                    rows.Bytes(BackupRow.Id).CopyTo(afterId);
                    read++;
                    if (records.IsFull)
                        await WriteBlockAsync(writer, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        await WriteBlockAsync(writer, cancellationToken).ConfigureAwait(false);
        var trailer = records.Finish();
        if (trailer.Events != header.Events)
            throw BackupRecords.Damaged($"its tree counts {header.Events} events and there are {trailer.Events}");
        await writer.EndAsync(trailer, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteBlockAsync(BackupWriter writer, CancellationToken cancellationToken)
    {
        records.CheckIds();
        if (!records.Block.IsEmpty)
            await writer.WriteEventsAsync(records.Block, cancellationToken).ConfigureAwait(false);
        records.Clear();
    }
}
