using Google.Protobuf;

namespace Aevrion.Core.Sync.Push;

/// <summary>
/// How far each peer process's push stream has become durable here. Kept in memory for the most recent streams only: a forgotten
/// position costs an exchange and events that are sent again and found to be there. Safe for concurrent use.
/// </summary>
public sealed class StreamPositions
{
    private readonly Lock _lock = new();
    private readonly int _maxStreams;
    private readonly Dictionary<ByteString, LinkedListNode<StreamPosition>> _byStream = [];
    private readonly LinkedList<StreamPosition> _byAge = [];

    /// <param name="maxStreams">Streams remembered; the one longest without news is forgotten first.</param>
    public StreamPositions(int maxStreams = PushLimits.MaxRememberedStreams)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxStreams);
        _maxStreams = maxStreams;
    }

    /// <summary>The last durable position; 0 when none is known.</summary>
    public ulong Get(ByteString stream)
    {
        lock (_lock)
            return _byStream.TryGetValue(stream, out var entry) ? entry.Value.Received : 0;
    }

    /// <summary>The last position at which something was held back because it was dated too far ahead; 0 when nothing was.</summary>
    public ulong HeldBackThrough(ByteString stream)
    {
        lock (_lock)
            return _byStream.TryGetValue(stream, out var entry) ? entry.Value.HeldBack : 0;
    }

    /// <summary>Remembers a position, unless a later one is known: what a dying connection brought late never takes a stream back.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="position">The position.</param>
    /// <param name="areHeldBack">True when some of what came up to there waits for its time.</param>
    public void Set(ByteString stream, ulong position, bool areHeldBack = false)
    {
        lock (_lock)
        {
            var heldBack = areHeldBack ? position : 0;
            if (_byStream.Remove(stream, out var entry))
            {
                _byAge.Remove(entry);
                position = Math.Max(position, entry.Value.Received);
                heldBack = Math.Max(heldBack, entry.Value.HeldBack);
            }

            _byStream[stream] = _byAge.AddLast(new StreamPosition(stream, position, heldBack));
            if (_byAge.Count <= _maxStreams)
                return;
            _byStream.Remove(_byAge.First!.Value.Stream);
            _byAge.RemoveFirst();
        }
    }
}
