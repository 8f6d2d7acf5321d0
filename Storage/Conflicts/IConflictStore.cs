using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// The list of conflicts, derived from the events, and what its upkeep reads. One follower of the commits keeps it; others that try find that
/// they are not the one. Implementations are safe for concurrent use.
/// </summary>
/// <remarks>Every member throws <see cref="StorageUnavailableException"/> when the store cannot be reached.</remarks>
public interface IConflictStore
{
    /// <summary>Position of the commit up to which the list is right.</summary>
    Task<long> ReadPositionAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Changes the list and moves the position, in one transaction; false, and nothing is changed, when the position is not
    /// <paramref name="from"/> any more: somebody else follows.
    /// </summary>
    Task<bool> ApplyAsync(long from, long to, ConflictChanges changes, CancellationToken cancellationToken);

    /// <summary>
    /// Takes note of the parents that events came with again, beside those they are known with: regions that make the same event at the same
    /// time may have seen different versions before it. What is new takes effect on the list at once.
    /// </summary>
    /// <param name="again">Events that are in the log.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Those that have parents that were not known, with all of their parents.</returns>
    Task<IReadOnlyList<KeyLineage>> AddParentsAsync(IReadOnlyList<KeyLineage> again, CancellationToken cancellationToken);

    /// <summary>The events with these stamps, in any order; absent ones are left out.</summary>
    Task<IReadOnlyList<KeyLineage>> ReadLineagesAsync(IReadOnlyList<EventStamp> stamps, CancellationToken cancellationToken);

    /// <summary>The newest versions of several keys, in the order asked, newest first.</summary>
    /// <param name="keys">At most <see cref="ConflictLimits.MaxKeysAtOnce"/>.</param>
    /// <param name="most">How many versions of each; there are fewer only when the key has no more.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<IReadOnlyList<VersionLineage>>> ReadNewestAsync(IReadOnlyList<string> keys, int most, CancellationToken cancellationToken);

    /// <summary>The versions of a key that lose to a stamp, newest first; fewer than <paramref name="most"/> only when there are no more.</summary>
    Task<IReadOnlyList<VersionLineage>> ReadOlderAsync(string key, EventStamp than, int most, CancellationToken cancellationToken);

    /// <summary>What the list has of these keys, in any order.</summary>
    Task<IReadOnlyList<ConflictRow>> ReadLosersAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken);

    /// <summary>What the list has of versions dated before a time, in any order: the newest when there are more than <paramref name="most"/>.</summary>
    /// <param name="beforeMs">In milliseconds since the Unix epoch.</param>
    /// <param name="most">Most versions answered.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<EventStamp>> ReadNewestLosersAsync(long beforeMs, int most, CancellationToken cancellationToken);

    /// <summary>
    /// The oldest version that wins over another of its key and names it as a parent, or <see cref="SeenVersions.AllEarlier"/>; any of several of one
    /// millisecond. Null when there is none, or the version is not in the log. Reads the versions between the two.
    /// </summary>
    /// <param name="version">The version that is named.</param>
    /// <param name="beforeMs">Only descendants dated before it, in milliseconds since the Unix epoch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<EventStamp?> FindDescendantAsync(EventStamp version, long beforeMs, CancellationToken cancellationToken);

    /// <summary>A page of the list: by key in byte order, of one key the newest loser first.</summary>
    Task<IReadOnlyList<ConflictEntry>> ListAsync(ConflictQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// The last key of the range of keys behind <paramref name="after"/> that has about so many versions; null when there is no key behind it.
    /// </summary>
    /// <param name="after">The last key of the range before; empty for the first.</param>
    /// <param name="versions">Versions of the range, beside those of its last key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<string?> FindRangeEndAsync(string after, int versions, CancellationToken cancellationToken);

    /// <summary>Compares the list with the events of a range of keys: in one snapshot where nothing is mended.</summary>
    /// <param name="after">The range begins behind this key; empty for the first.</param>
    /// <param name="through">The last key of the range; null when it has no end.</param>
    /// <param name="mends">Makes the list right in the same transaction; the follower waits meanwhile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<ConflictComparison> CompareAsync(string after, string? through, bool mends, CancellationToken cancellationToken);
}
