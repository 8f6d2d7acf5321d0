using System.Collections.Concurrent;

namespace Aevrion.Linearizability.Histories;

/// <summary>
/// Records the operations of concurrent clients in one process. Beginnings and ends are numbered in the order in which they are reported, so
/// a beginning has to be reported before anything is sent, and an end after the answer was read. Safe for concurrent use.
/// </summary>
public sealed class HistoryRecorder
{
    private readonly ConcurrentQueue<RecordedOperation> _operations = [];
    private long _ticks;

    /// <summary>All operations; those that have not ended have an unknown outcome.</summary>
    public IReadOnlyList<RegisterOperation> Operations => [.. _operations.Select(operation => operation.Current)];

    /// <summary>A client is about to read.</summary>
    public RecordedOperation BeginRead(string client, string key) => Begin(client, key, OperationKind.Read, null, null);

    /// <summary>A client is about to put a value, which nobody else puts to this key.</summary>
    public RecordedOperation BeginPut(string client, string key, string value, RegisterCondition? condition = null) =>
        Begin(client, key, OperationKind.Put, value, condition);

    /// <summary>A client is about to delete a key.</summary>
    public RecordedOperation BeginDelete(string client, string key, RegisterCondition? condition = null) =>
        Begin(client, key, OperationKind.Delete, null, condition);

    internal long NextTick() => Interlocked.Increment(ref _ticks);

    private RecordedOperation Begin(string client, string key, OperationKind kind, string? value, RegisterCondition? condition)
    {
        var operation = new RecordedOperation(this, new RegisterOperation
        {
            Client = client,
            Key = key,
            Kind = kind,
            Value = value,
            Condition = condition,
            Outcome = OperationOutcome.Unknown,
            InvokedAt = NextTick(),
        });
        _operations.Enqueue(operation);
        return operation;
    }
}
