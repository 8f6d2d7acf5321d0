namespace Aevrion.Storage.Appending;

/// <summary>
/// Requests waiting for their transaction, and the decision when the next transaction begins and for whom. Bounded in events and bytes;
/// what is being committed counts too. Safe for concurrent use.
/// </summary>
internal sealed class AppendQueue
{
    private readonly Lock _gate = new();
    private readonly AppenderOptions _options;
    private readonly WaitingLine _own;
    private readonly WaitingLine _conditional;
    private readonly WaitingLine _peers;
    private readonly WaitingLine[] _lines;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isClosed;
    private int _events;
    private long _bytes;

    /// <param name="options">The limits.</param>
    /// <param name="timeProvider">Measures how long requests wait.</param>
    public AppendQueue(AppenderOptions options, TimeProvider timeProvider)
    {
        _options = options;
        _own = new WaitingLine(options, divides: true, timeProvider);
        _conditional = new WaitingLine(options, divides: true, timeProvider);
        _peers = new WaitingLine(options, divides: false, timeProvider);
        _lines = [_own, _conditional, _peers];
    }

    private int UnderWay => _own.UnderWay + _conditional.UnderWay + _peers.UnderWay;

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
                return Array.Exists(_lines, line => !line.IsEmpty);
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
            if (!HasRoomFor(request))
                throw new AppendQueueFullException();
            if (_isClosed)
                throw new StorageUnavailableException("The region is stopping; nothing was written.");
            _events += request.Events.Count;
            _bytes += request.Bytes;

            var line = LineOf(request);
            if (line.IsEmpty)
            {
                foreach (var other in _lines)
                    line.CatchUpWith(other);
            }

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
            foreach (var line in _lines)
            {
                if (line.TryEnd(group))
                    break;
            }

            var next = Next();
            if (_isClosed && UnderWay == 0)
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
            foreach (var line in _lines)
                line.NoteStall();
            return Next();
        }
    }

    /// <summary>Takes no more requests.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (UnderWay == 0)
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

    /// <summary>Beside others, peers leave a quarter to the region's own writes: they wait and come again, writers are refused.</summary>
    private bool HasRoomFor(AppendRequest request)
    {
        var leavesQuarter = request.ReceivedFrom is not null && _events > 0;
        var maxEvents = _options.MaxQueuedEvents - (leavesQuarter ? _options.MaxQueuedEvents / 4 : 0);
        var maxBytes = _options.MaxQueuedBytes - (leavesQuarter ? _options.MaxQueuedBytes / 4 : 0);
        return _events + request.Events.Count <= maxEvents && _bytes + request.Bytes <= maxBytes;
    }

    private AppendGroup? Next()
    {
        if (UnderWay >= _options.MaxTransactions)
            return null;
        WaitingLine? next = null;
        foreach (var line in _lines)
        {
            if (line.IsDue && (next is null || line.Served < next.Served))
                next = line;
        }

        return next?.Take();
    }

    private WaitingLine LineOf(AppendRequest request) =>
        request.ReceivedFrom is not null ? _peers : request.Conditional is not null ? _conditional : _own;
}
