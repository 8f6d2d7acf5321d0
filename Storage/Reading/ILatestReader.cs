using Aevrion.Core.Events;

namespace Aevrion.Storage.Reading;

/// <summary>
/// Reads the latest versions of single keys that nobody has in memory. Those asked for at the same time are read together: what comes
/// while a reading runs goes into the next one. Safe for concurrent use.
/// </summary>
public interface ILatestReader
{
    /// <summary>The version of the key that wins, deletions included; null when the key has none. To be awaited once.</summary>
    /// <param name="key">The key.</param>
    /// <returns>What a reading of the log finds that begins after this call: all that was acknowledged before it is seen.</returns>
    /// <exception cref="ReadQueueFullException">Too many readings are waiting already.</exception>
    /// <exception cref="StorageUnavailableException">The log did not answer the reading that this key was part of.</exception>
    ValueTask<Event?> ReadAsync(string key);
}
