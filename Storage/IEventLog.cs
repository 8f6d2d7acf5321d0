using Aevrion.Core.Events;
using Aevrion.Storage.Batches;
using Aevrion.Storage.Scanning;

namespace Aevrion.Storage;

/// <summary>
/// A region's events: the truth everything else is derived from. Events are only ever inserted. Implementations are safe for
/// concurrent use and keep the contract stated by the storage conformance suite.
/// </summary>
/// <remarks>Every member throws <see cref="StorageUnavailableException"/> when the store cannot be reached.</remarks>
public interface IEventLog
{
    /// <summary>
    /// Inserts the events that are not there yet, in one transaction, and grows the counts of the tree nodes above them by what was
    /// really new. Durable when the task completes. Repeating a call, or an event inside one call, adds nothing.
    /// </summary>
    /// <param name="events">At most <see cref="StorageLimits.MaxTransactionEvents"/>; they already keep <see cref="EventRules"/>.</param>
    /// <param name="terms">What the caller knows of them.</param>
    /// <param name="cancellationToken">Stops the call; whether the transaction committed is then unknown.</param>
    /// <returns>Which events this call added, and where its transaction is in the <see cref="Commits.ICommitLog"/>.</returns>
    /// <exception cref="ClosedTimeException"><see cref="AppendTerms.EarliestOwn"/> lies in closed time; nothing was written.</exception>
    /// <exception cref="OvertakenException">Events that the region dated itself come below a conditional write; nothing was written.</exception>
    /// <exception cref="BatchAnsweredException">The key of <see cref="AppendTerms.Answer"/> is taken; nothing was written.</exception>
    Task<AppendReceipt> AppendAsync(IReadOnlyList<Event> events, AppendTerms terms, CancellationToken cancellationToken);

    /// <summary>
    /// Inserts events that this region dated itself, each only if no version of its key wins over the one that its writer saw, in one
    /// transaction; those that may not enter are left out. It is decided when every commit before is visible and none beside comes in any
    /// more, so conditional writes of a key have one order with each other and with whatever else makes another version stand. Durable when
    /// the task completes. Repeating a call with the same attempts adds nothing and tells what was added before.
    /// </summary>
    /// <param name="appends">At most <see cref="StorageLimits.MaxTransactionEvents"/>; of each key one, or none of that key may enter.</param>
    /// <param name="cancellationToken">Stops the call; whether the transaction committed is then unknown.</param>
    Task<ConditionalReceipt> AppendIfLatestAsync(IReadOnlyList<ConditionalAppend> appends, CancellationToken cancellationToken);

    /// <summary>
    /// Closes the time before <paramref name="throughMs"/>: once the task completes, no event that this region dates itself below it is
    /// committed any more, by no silo, and after no restart. Waits for the appends under way. Closed time stays closed.
    /// </summary>
    /// <param name="throughMs">The first millisecond since the Unix epoch that stays open, 0 or more.</param>
    /// <param name="cancellationToken">Stops the call; whether the time is closed is then unknown.</param>
    /// <returns>The floor in force, in milliseconds: <paramref name="throughMs"/>, or what was closed before when that is higher.</returns>
    Task<long> CloseAsync(long throughMs, CancellationToken cancellationToken);

    /// <summary>The version of the key that wins, deletions included; null when the key has none.</summary>
    Task<Event?> ReadLatestAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// The winning versions of several keys in one snapshot, in the order asked: null for a key that has none, deletions included. Stops
    /// after the event that takes the sum of the value sizes over <paramref name="maxBytes"/>, so the answer may be of the first keys
    /// only, one at least.
    /// </summary>
    Task<IReadOnlyList<Event?>> ReadLatestAsync(IReadOnlyList<string> keys, long maxBytes, CancellationToken cancellationToken);

    /// <summary>The version that stood at a time: the winner among those dated at or before it; null when there is none.</summary>
    Task<Event?> ReadAtAsync(string key, long timestamp, CancellationToken cancellationToken);

    /// <summary>
    /// Stamps of the winning versions of several keys; keys without a version are absent.
    /// </summary>
    Task<IReadOnlyDictionary<string, EventStamp>> ReadLatestStampsAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>A page of the key's versions, newest first (last-write-wins order, descending).</summary>
    /// <param name="key">The key.</param>
    /// <param name="before">Only versions that lose to it; null for the newest.</param>
    /// <param name="limit">Most versions in the page, 1 to <see cref="StorageLimits.MaxPage"/> + 1.</param>
    /// <param name="includeValues">Read the values too.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<VersionEntry>> ReadHistoryAsync(
        string key, EventStamp? before, int limit, bool includeValues, CancellationToken cancellationToken);

    /// <summary>
    /// The events with these stamps, in the order asked, absent ones left out. Stops after the event that takes the sum of the value
    /// sizes over <paramref name="maxBytes"/>, so one event at least is answered when there is one.
    /// </summary>
    Task<IReadOnlyList<Event>> ReadEventsAsync(IReadOnlyList<EventStamp> stamps, long maxBytes, CancellationToken cancellationToken);

    /// <summary>
    /// The events of a span of time, in (timestamp, id) order. Stops after the event that takes the sum of the value sizes over
    /// <paramref name="maxBytes"/>, so one event at least is answered when there is one; an empty answer means that there are no more.
    /// </summary>
    /// <param name="fromMs">First millisecond of the span.</param>
    /// <param name="toMs">First millisecond behind the span.</param>
    /// <param name="after">Only events behind it; null for all.</param>
    /// <param name="maxEvents">Most events answered, 1 to <see cref="StorageLimits.MaxTransactionEvents"/>.</param>
    /// <param name="maxBytes">See above.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task<IReadOnlyList<Event>> ReadRangeAsync(
        long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes, CancellationToken cancellationToken);

    /// <summary>
    /// A page of live keys, in byte order. A page is of one moment. Over all pages no key comes twice, and none is missing that was live the
    /// whole time.
    /// </summary>
    Task<KeyPage> ScanAsync(KeyScan scan, CancellationToken cancellationToken);

    /// <summary>A page of the events of all keys, in (timestamp, id) order.</summary>
    Task<LogPage> ReadLogAsync(LogScan scan, CancellationToken cancellationToken);

    /// <summary>Number of events in the log.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);
}
