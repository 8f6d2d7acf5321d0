namespace Aevrion.Storage;

/// <summary>The regions that a store's events came from. Safe for concurrent use.</summary>
public interface IOriginRegistry
{
    /// <summary>Takes a region into the list, unless it is there.</summary>
    /// <param name="region">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>False when it is not there and the list has <see cref="StorageLimits.MaxOrigins"/> already.</returns>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    ValueTask<bool> TryRegisterAsync(string region, CancellationToken cancellationToken);
}
