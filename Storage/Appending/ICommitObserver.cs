using Aevrion.Core.Events;

namespace Aevrion.Storage.Appending;

/// <summary>
/// Is told of every commit of this silo, once a transaction, after it is durable and before the writers' tasks complete. Must be quick
/// and must not throw: other transactions wait to be told of.
/// </summary>
/// <remarks>
/// Calls come one at a time, from any thread, and each sees what the ones before it did. Their order is that in which the transactions
/// ended, which is neither that of the requests nor that of the timestamps: several transactions are in flight. Whoever keeps state must
/// come to the same in any order, as a maximum or a minimum does. Where a commit is traced, its activity is the current one.
/// </remarks>
public interface ICommitObserver
{
    /// <param name="appends">The requests that one transaction made durable, in the order they were made.</param>
    void OnCommitted(IReadOnlyList<CommittedAppend> appends);

    /// <summary>Whether these events are durable is not known here: what is remembered of their keys may be too old.</summary>
    /// <param name="events">The events.</param>
    void OnUnknown(IReadOnlyList<Event> events)
    {
    }
}
