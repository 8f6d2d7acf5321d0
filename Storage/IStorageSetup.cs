namespace Aevrion.Storage;

/// <summary>Makes the store ready; run once at start, before anything reads or writes.</summary>
public interface IStorageSetup
{
    /// <summary>Creates or upgrades what the store needs and checks that it is this region's. Safe when several silos start at once.</summary>
    /// <exception cref="StorageConfigurationException">The store can never work as configured; the message says what to change.</exception>
    /// <exception cref="StorageUnavailableException">The store does not answer; trying again may help.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
