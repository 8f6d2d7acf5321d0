namespace Aevrion.Storage.Backup;

/// <summary>All events of a region at one moment. Holds a connection and the snapshot until it is disposed of.</summary>
public interface IBackupSnapshot : IAsyncDisposable
{
    /// <summary>What the backup will say of itself.</summary>
    BackupHeader Header { get; }

    /// <summary>
    /// Writes the backup, once. Ids are derived anew and limits checked on the way, and the events are counted against the tree. When something is
    /// wrong, or the store is lost, the backup ends with a block that says so instead of a trailer.
    /// </summary>
    /// <param name="output">Where it goes; is waited for, so memory is bounded.</param>
    /// <param name="cancellationToken">Breaks it off; what was written is then no whole backup.</param>
    /// <returns>Null when the backup is whole; else why it is not.</returns>
    Task<string?> WriteAsync(Stream output, CancellationToken cancellationToken);
}
