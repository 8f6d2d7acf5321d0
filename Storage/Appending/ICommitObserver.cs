namespace Aevrion.Storage.Appending;

/// <summary>
/// Is told of every commit of this silo, once a transaction, in commit order, after it is durable and before the writers' tasks
/// complete. Must be quick and must not throw: the next transaction waits for it.
/// </summary>
public interface ICommitObserver
{
    /// <param name="appends">The requests that one transaction made durable, in order.</param>
    void OnCommitted(IReadOnlyList<CommittedAppend> appends);
}
