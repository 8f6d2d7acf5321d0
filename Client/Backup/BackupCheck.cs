namespace Aevrion.Client;

/// <summary>Finds out whether a backup is whole, without a region.</summary>
public static class BackupCheck
{
    /// <summary>
    /// Reads a backup to its end and checks every block's checksum, and the order and the number of the events. That ids are those of their events
    /// is checked by the region that takes a backup, and by the one that restores it.
    /// </summary>
    /// <param name="backup">The backup, from its beginning.</param>
    /// <param name="copyTo">Where every block goes once it was found right; null for nowhere.</param>
    /// <param name="progress">Told how far it is, a block at a time.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="AevrionBackupException">It is broken, cut off, or no backup at all.</exception>
    public static async Task<BackupReport> RunAsync(
        Stream backup, Stream? copyTo = null, IProgress<BackupProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backup);
        var reader = new BackupBlocks(backup, copyTo);
        await reader.ReadPreambleAsync(cancellationToken).ConfigureAwait(false);
        var header = reader.Read(await reader.NextAsync(cancellationToken).ConfigureAwait(false), BackupBlocks.Header, WireContext.Default.BackupHeader);
        var records = new BackupRecords();
        while (true)
        {
            progress?.Report(new BackupProgress(records.Count, header.Events, reader.Bytes));
            var kind = await reader.NextAsync(cancellationToken).ConfigureAwait(false);
            if (kind == BackupBlocks.Events && records.TryWalk(reader.Content.Span, header.Regions.Count))
                continue;
            if (kind == BackupBlocks.Failure)
                throw new AevrionBackupException(
                    $"The backup was broken off when it was taken: {reader.Read(kind, BackupBlocks.Failure, WireContext.Default.BackupFailure).Error}");
            var trailer = reader.Read(kind, BackupBlocks.Trailer, WireContext.Default.BackupTrailer);
            if ((trailer.Events, trailer.Deletions) != (records.Count, records.Deletions) || header.Events != records.Count)
                throw reader.Broken($"says that there are {trailer.Events} events, and there were {records.Count}");
            return new BackupReport(
                header.Region, header.TakenAt, trailer.Events, trailer.Deletions, header.FirstTimestamp, header.LastTimestamp,
                trailer.Digest, reader.Bytes, reader.Checksum);
        }
    }
}
