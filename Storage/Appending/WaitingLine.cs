namespace Aevrion.Storage.Appending;

/// <summary>
/// Requests of one kind (this region's own, its conditional ones, or those of its peers) that wait for their transaction, first come, first served, and what is
/// known of the transactions under way for them. Guarded by its <see cref="AppendQueue"/>.
/// </summary>
/// <param name="options">The limits.</param>
/// <param name="divides">Whether few requests divide between transactions, see <see cref="AppenderOptions.LeastParallelEvents"/>.</param>
/// <param name="timeProvider">Measures how long requests wait.</param>
internal sealed class WaitingLine(AppenderOptions options, bool divides, TimeProvider timeProvider)
{
    /// <summary>Bytes that count as much as an event when the lines share the database.</summary>
    private const int BytesPerShare = 1_024;

    private readonly Queue<AppendRequest> _requests = new();
    private readonly List<AppendGroup> _underWay = new(options.MaxTransactions);
    private int _events;
    private int _eventsUnderWay;
    private long _bytes;
    private long _movedAt;

    /// <summary>Transactions under way, stalled ones included.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty => _requests.Count == 0;

    /// <summary>What this line was served so far, in events and <see cref="BytesPerShare"/>: the line that had less goes first.</summary>
    public long Served { get; private set; }

    public void Add(AppendRequest request)
    {
        if (IsEmpty)
            _movedAt = timeProvider.GetTimestamp();
        _requests.Enqueue(request);
        _events += request.Events.Count;
        _bytes += request.Bytes;
    }

    /// <summary>A line that was idle starts level with the other: the past earns it nothing.</summary>
    public void CatchUpWith(WaitingLine other) => Served = Math.Max(Served, other.Served);

    /// <summary>
    /// True when a transaction is to begin: at once when none is under way; beside others only for as much as is worth its price, and never
    /// in the last place, which is another line's.
    /// </summary>
    public bool IsDue => !IsEmpty && (_underWay.TrueForAll(group => group.IsStalled) || IsWorthAnother)
        && _underWay.Count < Math.Max(1, options.MaxTransactions - 1);

    private bool IsWorthAnother => _events >= EventsWorthAnother || _bytes >= options.MaxGroupBytes;

    private int EventsWorthAnother =>
        divides ? Math.Min(options.ParallelEvents, Math.Max(options.LeastParallelEvents, _eventsUnderWay)) : options.ParallelEvents;

    /// <summary>Takes the first request and those behind it that fit into its transaction.</summary>
    public AppendGroup Take()
    {
        var group = new AppendGroup(Math.Min(_events, options.MaxGroupEvents));
        while (_requests.TryPeek(out var request) && group.HasRoomFor(request, options))
            group.Add(_requests.Dequeue());
        _events -= group.Events.Count;
        _bytes -= group.Bytes;
        _movedAt = timeProvider.GetTimestamp();
        _underWay.Add(group);
        _eventsUnderWay += group.Events.Count;
        Served += group.Events.Count + (group.Bytes / BytesPerShare);
        return group;
    }

    /// <summary>Takes note that a transaction has ended.</summary>
    public bool TryEnd(AppendGroup group)
    {
        if (!_underWay.Remove(group))
            return false;
        _eventsUnderWay -= group.Events.Count;
        return true;
    }

    /// <summary>When nothing has moved for too long, what waits stops to wait for the transactions under way.</summary>
    public void NoteStall()
    {
        if (IsEmpty || timeProvider.GetElapsedTime(_movedAt) < options.StallDelay)
            return;
        foreach (var group in _underWay)
            group.IsStalled = true;
    }
}
