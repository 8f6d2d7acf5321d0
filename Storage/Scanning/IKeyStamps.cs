using Aevrion.Core.Events;

namespace Aevrion.Storage.Scanning;

/// <summary>Reads which events some keys have, through the key index.</summary>
public interface IKeyStamps
{
    /// <summary>The stamps of all events of the keys that begin with one of the prefixes, ascending, in one snapshot; null when there are more than that.</summary>
    /// <param name="prefixes">None of them begins with another, and none is empty.</param>
    /// <param name="most">Most events.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="StorageUnavailableException">The store cannot be reached.</exception>
    Task<IReadOnlyList<EventStamp>?> ReadStampsAsync(IReadOnlyList<string> prefixes, int most, CancellationToken cancellationToken);
}
