using Aevrion.Core.Events;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Push;

/// <summary>
/// What a peer has yet to acknowledge: a bounded stretch of a push stream, whose positions count its events from 1. Adding never waits. Of more
/// than its share of memory it keeps the stamps, and has the events read from the event log when their turn comes; of more than that the oldest are
/// dropped, which an exchange makes good. Outlives connections. Safe for concurrent use.
/// </summary>
/// <remarks>
/// In memory are the oldest, which go next, and the newest; what is kept by stamp lies between them, from <see cref="_gapFrom"/> to before
/// <see cref="_gapEnd"/>. An event before it that is not in memory was not found in the log: the stream goes on behind it.
/// </remarks>
public sealed class Outbox
{
    /// <summary>The oldest events that stay in memory when the first of the others go, as a part of what may be there.</summary>
    private const int HeadShare = 4;

    private readonly Lock _lock = new();
    private readonly OutboxSlots _slots = new();
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly int _maxFrameEvents;
    private readonly int _maxStamps;
    private readonly PendingEvents? _pending;
    private long _firstPosition = 1;
    private long _gapFrom = 1;
    private long _gapEnd = 1;
    private long _pushedThrough;
    private long _unprovenThrough;
    private int _held;
    private long _bytes;
    private long _headBytes;
    private long _overflows;
    private bool _overflowed;
    private bool _begun;

    /// <param name="maxEvents">Events held in memory at most.</param>
    /// <param name="maxBytes">Bytes of keys and values held in memory at most, unless a single event is larger; and what one reading of the log brings.</param>
    /// <param name="maxFrameEvents">Events in a frame at most.</param>
    /// <param name="maxStamps">Events at most of which the stamp alone is kept.</param>
    /// <param name="pending">Told of every event that comes and goes; null for nobody.</param>
    public Outbox(
        int maxEvents = PushLimits.MaxOutboxEvents,
        long maxBytes = PushLimits.MaxOutboxBytes,
        int maxFrameEvents = ProtocolLimits.MaxEventsPerFrame,
        int maxStamps = PushLimits.MaxOutboxStamps,
        PendingEvents? pending = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEvents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrameEvents);
        ArgumentOutOfRangeException.ThrowIfNegative(maxStamps);
        _maxEvents = maxEvents;
        _maxBytes = maxBytes;
        _maxFrameEvents = maxFrameEvents;
        _maxStamps = maxStamps;
        _pending = pending;
    }

    /// <summary>Events not acknowledged.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _slots.Count;
        }
    }

    /// <summary>Position of the oldest event held; of the next one to come when none is.</summary>
    public long FirstPosition
    {
        get
        {
            lock (_lock)
                return _firstPosition;
        }
    }

    /// <summary>Position of the newest event ever added, 0 for none.</summary>
    public long LastPosition
    {
        get
        {
            lock (_lock)
                return Last;
        }
    }

    /// <summary>The highest position that ever went towards the peer, 0 for none. No honest peer acknowledges more.</summary>
    public long PushedThrough
    {
        get
        {
            lock (_lock)
                return _pushedThrough;
        }
    }

    /// <summary>True once the peer has heard of this stream.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_lock)
                return _begun;
        }
    }

    /// <summary>How often events were dropped.</summary>
    public long Overflows => Interlocked.Read(ref _overflows);

    /// <summary>Events and their bytes that are in memory.</summary>
    internal (int Events, long Bytes) Held
    {
        get
        {
            lock (_lock)
                return (_held, _bytes);
        }
    }

    private long Last => _firstPosition + _slots.Count - 1;

    private bool IsTooMuch => _held > 1 && (_held > _maxEvents || _bytes > _maxBytes);

    /// <summary>Adds events at the end.</summary>
    public void Add(IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            foreach (var item in events)
            {
                _slots.AddLast(new OutboxSlot(item.Stamp, item.Batch, item));
                _held++;
                _bytes += SizeOf(item);
                _pending?.Add(item.Timestamp);
            }

            var before = _firstPosition;
            while (_maxStamps > 0 && IsTooMuch)
                Thin();
            while (IsTooMuch || _gapEnd - _gapFrom > _maxStamps)
            {
                _pending?.Drop(_slots[0].Stamp.Timestamp);
                DropFirst();
            }

            if (_firstPosition > before)
            {
                _unprovenThrough = Math.Max(_unprovenThrough, _firstPosition - 1);
                _overflowed = true;
                Interlocked.Increment(ref _overflows);
            }
        }
    }

    /// <summary>Takes note that the peer has heard of this stream.</summary>
    public void NoteBegun()
    {
        lock (_lock)
            _begun = true;
    }

    /// <summary>Takes note that events through this position are on their way to the peer.</summary>
    public void NotePushed(long position)
    {
        lock (_lock)
            _pushedThrough = Math.Max(_pushedThrough, position);
    }

    /// <summary>Drops everything the peer has acknowledged.</summary>
    /// <param name="position">The last position that is durable at the peer.</param>
    /// <returns>How many events that were.</returns>
    public int Acknowledge(long position)
    {
        var acknowledged = 0;
        lock (_lock)
        {
            for (DropLost(); _firstPosition <= position && _slots.Count > 0; DropLost())
            {
                _pending?.Acknowledge(_slots[0].Stamp.Timestamp);
                DropFirst();
                acknowledged++;
            }
        }

        return acknowledged;
    }

    /// <summary>Takes note that of what lies at or before a position an acknowledgement does not say that it is durable.</summary>
    public void NoteUnproven(long position)
    {
        lock (_lock)
            _unprovenThrough = Math.Max(_unprovenThrough, position);
    }

    /// <summary>Whether the peer has these events for good. To be asked at every acknowledgement: later ones may say less of what came before.</summary>
    /// <param name="from">Position of the first of them.</param>
    /// <param name="through">Position of the last; before <paramref name="from"/> when there are none.</param>
    public PushProof ProofOf(long from, long through)
    {
        lock (_lock)
        {
            if (from > through)
                return PushProof.Durable;
            return from <= _unprovenThrough ? PushProof.Never : through < _firstPosition ? PushProof.Durable : PushProof.Waiting;
        }
    }

    /// <summary>Whether the events from a position on surely fill a frame; those of long keys and values may do so without its being known.</summary>
    public bool HasFullFrame(long fromPosition)
    {
        lock (_lock)
        {
            var waiting = _slots.Count - Math.Max(0, fromPosition - _firstPosition);
            return waiting >= _maxFrameEvents
                || (waiting > 0 && _held > 0 && _bytes / _held * waiting >= ProtocolLimits.TargetFrameBytes);
        }
    }

    /// <summary>The next events from a position on, as many as a frame takes; null when there are none yet, or they have to be read first.</summary>
    public OutboxFrame? Read(long fromPosition)
    {
        lock (_lock)
        {
            var first = (int)Math.Max(0, fromPosition - _firstPosition);
            while (first < _slots.Count && IsLost(first))
                first++;
            var events = new List<Event>();
            var bytes = 0L;
            for (var i = first; i < _slots.Count && HasRoom(events.Count, bytes) && _slots[i].Event is { } item; i++)
            {
                events.Add(item);
                bytes += WireEvents.SizeEstimate(item);
            }

            if (events.Count == 0)
                return null;
            var end = first + events.Count;
            while (end < _slots.Count && IsLost(end))
                end++;
            var continues = end < _slots.Count && events[^1].Batch is { } batch && batch.Equals(_slots[end].Batch);
            return new OutboxFrame(_firstPosition + first, events, !HasRoom(events.Count, bytes), _slots.Count - end, continues);
        }
    }

    /// <summary>What is to be read from the event log now, so that it is there when its turn comes; null for nothing.</summary>
    public OutboxGap? NextGap()
    {
        lock (_lock)
        {
            // What has been pushed may wait for more to be acknowledged: for the rest of a batch.
            var head = _gapFrom - _firstPosition;
            var isMuch = head > 0 && (head >= _maxEvents / 2 || _headBytes >= _maxBytes / 2);
            if (_gapFrom == _gapEnd || (isMuch && _pushedThrough < _gapFrom - 1))
                return null;
            var stamps = new EventStamp[Math.Min(_maxFrameEvents, _gapEnd - _gapFrom)];
            for (var i = 0; i < stamps.Length; i++)
                stamps[i] = _slots[(int)head + i].Stamp;
            return new OutboxGap(_gapFrom, stamps);
        }
    }

    /// <summary>Takes what was read of a gap.</summary>
    /// <param name="gap">What was asked for.</param>
    /// <param name="events">
    /// What was found of it, in its order. What is missing between them is in the log no more and will not be pushed; what is missing behind the last is
    /// asked for again, unless nothing was found at all.
    /// </param>
    public void Fill(OutboxGap gap, IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            // Meanwhile some may have been dropped, or have gone from memory again.
            if (_gapFrom < gap.FirstPosition)
                return;
            var found = 0;
            var isAllLost = events.Count == 0;
            for (var i = 0; i < gap.Stamps.Count && (isAllLost || found < events.Count); i++)
            {
                var item = !isAllLost && events[found].Stamp == gap.Stamps[i] ? events[found++] : null;
                if (gap.FirstPosition + i == _gapFrom && _gapFrom < _gapEnd)
                    Close(item);
            }

            DropLost();
            while (IsTooMuch && _gapEnd <= Last && _gapEnd - _gapFrom < _maxStamps)
                Thin();
        }
    }

    /// <summary>True once after events were dropped: an exchange is due.</summary>
    public bool TakeOverflow()
    {
        lock (_lock)
        {
            var overflowed = _overflowed;
            _overflowed = false;
            return overflowed;
        }
    }

    private bool HasRoom(int events, long bytes) => bytes < ProtocolLimits.TargetFrameBytes && events < _maxFrameEvents;

    private bool IsInGap(int place) => _firstPosition + place >= _gapFrom && _firstPosition + place < _gapEnd;

    private bool IsLost(int place) => _slots[place].Event is null && !IsInGap(place);

    private static long SizeOf(Event item) => item.Key.Length + item.Value.GetValueOrDefault().Length;

    /// <summary>Lets an event go from memory: the oldest behind the gap, or, when there is none, the last before it.</summary>
    private void Thin()
    {
        for (var headEnd = _firstPosition + (Math.Min(_slots.Count, _maxEvents) / HeadShare); _gapFrom == _gapEnd && _gapEnd < headEnd; _gapFrom = ++_gapEnd)
            _headBytes += _slots[(int)(_gapEnd - _firstPosition)].Event is { } item ? SizeOf(item) : 0;

        var isBehind = _gapEnd <= Last;
        ref var slot = ref _slots[(int)((isBehind ? _gapEnd++ : --_gapFrom) - _firstPosition)];
        if (slot.Event is not { } gone)
            return;
        _held--;
        _bytes -= SizeOf(gone);
        _headBytes -= isBehind ? 0 : SizeOf(gone);
        slot = slot with { Event = null };
    }

    /// <summary>Goes one event on in the gap.</summary>
    private void Close(Event? item)
    {
        ref var slot = ref _slots[(int)(_gapFrom - _firstPosition)];
        if (item is null)
        {
            _unprovenThrough = Math.Max(_unprovenThrough, _gapFrom);
        }
        else
        {
            slot = slot with { Event = item };
            _held++;
            _bytes += SizeOf(item);
            _headBytes += SizeOf(item);
        }

        _gapFrom++;
    }

    /// <summary>What was not found in the log is not waited for.</summary>
    private void DropLost()
    {
        while (_slots.Count > 0 && IsLost(0))
        {
            _pending?.Drop(_slots[0].Stamp.Timestamp);
            DropFirst();
        }
    }

    private void DropFirst()
    {
        if (_slots[0].Event is { } item)
        {
            _held--;
            _bytes -= SizeOf(item);
            _headBytes -= _firstPosition < _gapFrom ? SizeOf(item) : 0;
        }

        _slots.DropFirst();
        _firstPosition++;
        _gapFrom = Math.Max(_gapFrom, _firstPosition);
        _gapEnd = Math.Max(_gapEnd, _firstPosition);
    }
}
