using System.Threading.Channels;
using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Grains.Peers;

/// <summary>
/// What a peer has yet to acknowledge: a bounded stretch of this silo's push stream. Adding never waits; when it is full the oldest
/// events are dropped, which an exchange makes good. Safe for concurrent use.
/// </summary>
public sealed class Outbox
{
    private readonly Lock _lock = new();
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly int _maxEvents;
    private readonly long _maxBytes;
    private Event?[] _ring = new Event?[64];
    private int _head;
    private int _count;
    private long _firstPosition = 1;
    private long _bytes;
    private long _overflows;
    private bool _overflowed;

    /// <param name="maxEvents">Events held at most.</param>
    /// <param name="maxBytes">Bytes of keys and values held at most, unless a single event is larger.</param>
    public Outbox(int maxEvents = PeerLimits.MaxOutboxEvents, long maxBytes = PeerLimits.MaxOutboxBytes)
    {
        _maxEvents = maxEvents;
        _maxBytes = maxBytes;
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
                DropFirst();
            if (_count < before)
            {
                _overflowed = true;
                Interlocked.Increment(ref _overflows);
            }
        }

        _arrived.Writer.TryWrite(true);
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
                DropFirst();
        }

        return acknowledged;
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
            for (var i = (int)skip; i < _count && bytes < ProtocolLimits.TargetFrameBytes && events.Count < ProtocolLimits.MaxEventsPerFrame; i++)
            {
                var item = At(i);
                events.Add(item);
                bytes += WireEvents.SizeEstimate(item);
            }

            return new OutboxFrame(_firstPosition + skip, events);
        }
    }

    /// <summary>Waits until events were added.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _arrived.Reader.ReadAsync(cancellationToken);

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

    private static long SizeOf(Event item) => item.Key.Length + item.Value.GetValueOrDefault().Length;

    private Event At(int place) => _ring[(_head + place) % _ring.Length]!;

    private void AddLast(Event item)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count) % _ring.Length] = item;
        _count++;
        _bytes += SizeOf(item);
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
