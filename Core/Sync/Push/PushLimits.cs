namespace Aevrion.Core.Sync.Push;

/// <summary>Limits of push streams, on both ends.</summary>
public static class PushLimits
{
    /// <summary>Events an outbox holds in memory for a peer; of others it keeps the stamps.</summary>
    public const int MaxOutboxEvents = 100_000;

    /// <summary>Bytes of keys and values an outbox holds in memory for a peer, unless a single event is larger.</summary>
    public const long MaxOutboxBytes = 64L * 1024 * 1024;

    /// <summary>
    /// Events of which an outbox keeps the stamp alone (56 bytes each) and that are read from the event log when their turn comes; beyond it the
    /// oldest are dropped and an exchange brings them.
    /// </summary>
    public const int MaxOutboxStamps = 1_000_000;

    /// <summary>Frames pushed ahead of the peer's acknowledgement.</summary>
    public const int MaxFramesInFlight = 8;

    /// <summary>
    /// Events that become durable for one connection at a time: a push that would be more waits on the connection, unless it is the only one.
    /// Below <see cref="MaxFramesInFlight"/> full frames, which with batches that gather in them would take all the room that a region has for
    /// writes.
    /// </summary>
    public const int MaxEventsAside = 32_000;

    /// <summary>With so many in flight only a full frame follows; what is less waits for an acknowledgement, and for more to join it.</summary>
    public const int MaxPartFramesInFlight = 3;

    /// <summary>Push streams of peers' processes whose position is remembered.</summary>
    public const int MaxRememberedStreams = 1_024;
}
