namespace Aevrion.Storage.Appending;

/// <summary>
/// Requests waiting for their transaction, and the decision when the next transaction begins and for whom. Bounded in events and bytes;
/// what is being committed counts too. Safe for concurrent use.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="timeProvider">Measures how long requests wait.</param>
internal sealed class AppendQueue(AppenderOptions options, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly WaitingLine _own = new(options, divides: true, timeProvider);
    private readonly WaitingLine _peers = new(options, divides: false, timeProvider);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private int _events;
    private long _bytes;

    /// <summary>Events waiting or being committed.</summary>
    public int Events => Volatile.Read(ref _events);

    /// <summary>Done when the queue was closed and everything in it has ended.</summary>
    public Task Drained => _drained.Task;

    /// <summary>True when requests wait for transactions under way.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_gate)
                return !_own.IsEmpty || !_peers.IsEmpty;
        }
    }

    /// <summary>Queues a request behind all earlier ones of its line.</summary>
    /// <returns>What is to be committed now; null when nothing is.</returns>
    /// <exception cref="AppendQueueFullException">There is no room.</exception>
    /// <exception cref="StorageUnavailableException">The queue was closed.</exception>
    public AppendGroup? Add(AppendRequest request)
    {
        lock (_gate)
        {
            if (_events + request.Events.Count > options.MaxQueuedEvents || _bytes + request.Bytes > options.MaxQueuedBytes)
                throw new AppendQueueFullException();
            if (_isClosed)
                throw new StorageUnavailableException("The region is stopping; nothing was written.");
            _events += request.Events.Count;
            _bytes += request.Bytes;

            var (line, other) = request.ReceivedFrom is null ? (_own, _peers) : (_peers, _own);
            if (line.IsEmpty)
                line.CatchUpWith(other);
            line.Add(request);
            return Next();
        }
    }

    /// <summary>Ends a transaction.</summary>
    /// <returns>What is to be committed now; null when nothing is.</returns>
    public AppendGroup? End(AppendGroup group)
    {
        lock (_gate)
        {
            if (!_own.TryEnd(group))
                _peers.TryEnd(group);
            var next = Next();
            if (_isClosed && _own.UnderWay + _peers.UnderWay == 0)
                _drained.TrySetResult();
            return next;
        }
    }

    /// <summary>Lets what has waited too long behind transactions that do not end go on without them.</summary>
    /// <returns>What is to be committed now; null when nothing is.</returns>
    public AppendGroup? PassStalled()
    {
        lock (_gate)
        {
            _own.NoteStall();
            _peers.NoteStall();
            return Next();
        }
    }

    /// <summary>Takes no more requests.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_own.UnderWay + _peers.UnderWay == 0)
                _drained.TrySetResult();
        }
    }

    /// <summary>Makes the room of a group that is done free.</summary>
    public void Release(AppendGroup group)
    {
        lock (_gate)
        {
            _events -= group.Events.Count;
            _bytes -= group.Bytes;
        }
    }

    private AppendGroup? Next()
    {
        if (_own.UnderWay + _peers.UnderWay >= options.MaxTransactions)
            return null;
        var (first, second) = _own.Served <= _peers.Served ? (_own, _peers) : (_peers, _own);
        return first.IsDue ? first.Take() : second.IsDue ? second.Take() : null;
    }
}
