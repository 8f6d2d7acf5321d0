using Aevrion.Core.Events;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Push;

/// <summary>
/// What a peer has yet to acknowledge: a bounded stretch of a push stream, whose positions count its events from 1. Adding never waits;
/// when it is full the oldest events are dropped, which an exchange makes good. Outlives connections. Safe for concurrent use.
/// </summary>
public sealed class Outbox
{
    private readonly Lock _lock = new();
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private readonly int _maxFrameEvents;
    private readonly PendingEvents? _pending;
    private Event?[] _ring = new Event?[64];
    private int _head;
    private int _count;
    private long _firstPosition = 1;
    private long _pushedThrough;
    private long _unprovenThrough;
    private long _bytes;
    private long _overflows;
    private bool _overflowed;
    private bool _begun;

    /// <param name="maxEvents">Events held at most.</param>
    /// <param name="maxBytes">Bytes of keys and values held at most, unless a single event is larger.</param>
    /// <param name="maxFrameEvents">Events in a frame at most.</param>
    /// <param name="pending">Told of every event that comes and goes; null for nobody.</param>
    public Outbox(
        int maxEvents = PushLimits.MaxOutboxEvents,
        long maxBytes = PushLimits.MaxOutboxBytes,
        int maxFrameEvents = ProtocolLimits.MaxEventsPerFrame,
        PendingEvents? pending = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxEvents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxFrameEvents);
        _maxEvents = maxEvents;
        _maxBytes = maxBytes;
        _maxFrameEvents = maxFrameEvents;
        _pending = pending;
    }

    /// <summary>Events not acknowledged.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _count;
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
                return _firstPosition + _count - 1;
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

    /// <summary>Adds events at the end.</summary>
    public void Add(IReadOnlyList<Event> events)
    {
        lock (_lock)
        {
            foreach (var item in events)
                AddLast(item);

            var before = _count;
            while (_count > _maxEvents || (_bytes > _maxBytes && _count > 1))
            {
                _pending?.Drop(At(0).Timestamp);
                DropFirst();
            }

            if (_count < before)
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
            for (; _firstPosition <= position && _count > 0; acknowledged++)
            {
                _pending?.Acknowledge(At(0).Timestamp);
                DropFirst();
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
            var waiting = _count - Math.Max(0, fromPosition - _firstPosition);
            return waiting >= _maxFrameEvents
                || (waiting > 0 && _bytes / _count * waiting >= ProtocolLimits.TargetFrameBytes);
        }
    }

    /// <summary>The next events from a position on, as many as a frame takes; null when there are none yet.</summary>
    public OutboxFrame? Read(long fromPosition)
    {
        lock (_lock)
        {
            var skip = Math.Max(0, fromPosition - _firstPosition);
            if (skip >= _count)
                return null;

            var events = new List<Event>();
            var bytes = 0L;
            for (var i = (int)skip; i < _count && HasRoom(events.Count, bytes); i++)
            {
                var item = At(i);
                events.Add(item);
                bytes += WireEvents.SizeEstimate(item);
            }

            var end = (int)skip + events.Count;
            var continues = end < _count && events[^1].Batch is { } batch && batch.Equals(At(end).Batch);
            return new OutboxFrame(_firstPosition + skip, events, !HasRoom(events.Count, bytes), _count - end, continues);
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

    private static long SizeOf(Event item) => item.Key.Length + item.Value.GetValueOrDefault().Length;

    private Event At(int place) => _ring[(_head + place) % _ring.Length]!;

    private void AddLast(Event item)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count) % _ring.Length] = item;
        _count++;
        _bytes += SizeOf(item);
        _pending?.Add(item.Timestamp);
    }

    private void DropFirst()
    {
        _bytes -= SizeOf(At(0));
        _ring[_head] = null;
        _head = (_head + 1) % _ring.Length;
        _count--;
        _firstPosition++;
    }

    private void Grow()
    {
        var larger = new Event?[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = At(i);
        _ring = larger;
        _head = 0;
    }
}
