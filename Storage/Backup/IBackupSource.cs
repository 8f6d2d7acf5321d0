namespace Aevrion.Storage.Backup;

/// <summary>Takes backups of a region's events while it serves reads and writes.</summary>
public interface IBackupSource
{
    /// <summary>Takes the snapshot that is to be written. What becomes durable afterwards is not in it.</summary>
    /// <param name="region">The region's name.</param>
    /// <param name="takenAt">The time by its clock, in milliseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="StorageUnavailableException">The store does not answer.</exception>
    Task<IBackupSnapshot> OpenAsync(string region, long takenAt, CancellationToken cancellationToken);
}
