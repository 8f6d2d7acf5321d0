namespace Aevrion.Core.Sync.Push;

/// <summary>Limits of push streams, on both ends.</summary>
public static class PushLimits
{
    /// <summary>Events an outbox holds for a peer; beyond it the oldest are dropped and an exchange brings them.</summary>
    public const int MaxOutboxEvents = 100_000;

    /// <summary>Bytes of keys and values an outbox holds for a peer, unless a single event is larger.</summary>
    public const long MaxOutboxBytes = 64L * 1024 * 1024;

    /// <summary>Frames pushed ahead of the peer's acknowledgement.</summary>
    public const int MaxFramesInFlight = 8;

    /// <summary>With so many in flight only a full frame follows; what is less waits for an acknowledgement, and for more to join it.</summary>
    public const int MaxPartFramesInFlight = 3;

    /// <summary>Push streams of peers' processes whose position is remembered.</summary>
    public const int MaxRememberedStreams = 1_024;
}
