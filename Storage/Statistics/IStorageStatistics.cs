namespace Aevrion.Storage.Statistics;

/// <summary>Tells how large the region's database is.</summary>
public interface IStorageStatistics
{
    /// <summary>Reads it; costs the database a look at the sizes of its files.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<StorageSize> ReadAsync(CancellationToken cancellationToken);
}
