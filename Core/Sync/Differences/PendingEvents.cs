using Aevrion.Core.Tree;

namespace Aevrion.Core.Sync.Differences;

/// <summary>
/// Counts by leaf the events that a peer has not acknowledged: those in its outbox, and those that the outbox has dropped, which stay until
/// an exchange has found both regions equal there. Safe for concurrent use.
/// </summary>
public sealed class PendingEvents(TreeShape shape)
{
    private readonly Lock _lock = new();
    private readonly NodeCounts _waiting = new(shape);
    private readonly NodeCounts _dropped = new(shape);

    /// <summary>An event went into the outbox.</summary>
    public void Add(long timestamp)
    {
        lock (_lock)
            _waiting.Add(timestamp);
    }

    /// <summary>The peer has acknowledged an event.</summary>
    public void Acknowledge(long timestamp)
    {
        lock (_lock)
            _waiting.Remove(timestamp);
    }

    /// <summary>The outbox has dropped an event.</summary>
    public void Drop(long timestamp)
    {
        lock (_lock)
        {
            _waiting.Remove(timestamp);
            _dropped.Add(timestamp);
        }
    }

    /// <summary>What was dropped and is dated before a time is at the peer all the same. Nodes that reach beyond that time stay.</summary>
    public void ForgetDropped(long before)
    {
        lock (_lock)
            _dropped.RemoveBefore(before);
    }

    /// <summary>All of them as they stand.</summary>
    public NodeCounts Read()
    {
        var all = new NodeCounts(shape);
        lock (_lock)
        {
            all.Add(_waiting);
            all.Add(_dropped);
        }

        return all;
    }
}
