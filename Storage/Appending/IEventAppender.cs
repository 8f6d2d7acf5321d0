using Aevrion.Core.Events;
using Aevrion.Storage.Batches;

namespace Aevrion.Storage.Appending;

/// <summary>
/// The silo's single way into the event log. It collects what arrives while earlier transactions run and commits it together (group
/// commit), each request wholly inside one transaction. Several transactions may be in flight: requests that wait at the same time may
/// become durable in any order.
/// </summary>
public interface IEventAppender
{
    /// <summary>Appends events, all in one transaction. Durable when the task completes.</summary>
    /// <param name="events">1 to <see cref="StorageLimits.MaxTransactionEvents"/> events that keep <see cref="EventRules"/>.</param>
    /// <param name="receivedFrom">The peer the events came from; null when a client of this region wrote or imported them.</param>
    /// <param name="terms">What the writer knows of them. They count as new only when all of a transaction are, at its first try.</param>
    /// <param name="cancellationToken">Stops the waiting; the append goes on.</param>
    /// <returns>
    /// For each event, in order: true when it was new. After the loss of a connection in mid-commit the append is repeated, and an
    /// event that the first try had added is then reported as false. A writer that knows its events to be new disregards the flags.
    /// </returns>
    /// <exception cref="ClosedTimeException"><see cref="AppendTerms.EarliestOwn"/> lies in closed time; nothing of this call was written.</exception>
    /// <exception cref="OvertakenException">Events of this region come below a conditional write; nothing of this call was written.</exception>
    /// <exception cref="BatchAnsweredException">The key of <see cref="AppendTerms.Answer"/> is taken; nothing of this call was written.</exception>
    /// <exception cref="AppendQueueFullException">Too much is waiting already; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown.</exception>
    Task<IReadOnlyList<bool>> AppendAsync(
        IReadOnlyList<Event> events, string? receivedFrom, AppendTerms terms, CancellationToken cancellationToken);

    /// <summary>
    /// Appends one event that a client of this region wrote; durable when the task completes, which must be awaited once. Throws as
    /// <see cref="AppendAsync"/> does. Costs less than a list of one.
    /// </summary>
    /// <param name="written">The event; it keeps <see cref="EventRules"/>.</param>
    /// <param name="terms">What the writer knows of it.</param>
    ValueTask AppendOneAsync(Event written, AppendTerms terms);

    /// <summary>
    /// Appends one event that a client of this region wrote on a condition, if no version of its key wins over the one that the writer saw
    /// (<see cref="IEventLog.AppendIfLatestAsync"/>). Committed with other conditional events. Throws as <see cref="AppendAsync"/> does.
    /// </summary>
    /// <param name="written">The event; it keeps <see cref="EventRules"/>, is dated by this region and wins over what its writer saw.</param>
    /// <param name="seen">The winning version that the writer saw; null when the key had none.</param>
    /// <returns>True when the event is durable; false when another version stands and nothing was written.</returns>
    Task<bool> AppendIfLatestAsync(Event written, EventStamp? seen);

    /// <summary>Events waiting or being committed now.</summary>
    int PendingEvents { get; }
}
