namespace Aevrion.Grains.Peers;

/// <summary>Limits of what a silo keeps and waits for on behalf of its peers.</summary>
public static class PeerLimits
{
    /// <summary>Events an outbox holds for a peer; beyond it the oldest are dropped and an exchange brings them.</summary>
    public const int MaxOutboxEvents = 100_000;

    /// <summary>Bytes of keys and values an outbox holds for a peer, unless a single event is larger.</summary>
    public const long MaxOutboxBytes = 64L * 1024 * 1024;

    /// <summary>Frames pushed ahead of the peer's acknowledgement.</summary>
    public const int MaxPushFramesInFlight = 8;

    /// <summary>Push streams of peers' processes whose position a silo remembers.</summary>
    public const int MaxRememberedStreams = 1_024;

    /// <summary>How long a peer may take to introduce itself, and to answer an introduction.</summary>
    public static TimeSpan HandshakeTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a peer may take for one frame of an answer.</summary>
    public static TimeSpan AnswerTimeout { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait before the second try to connect; doubles up to <see cref="MaxReconnectDelay"/>, with jitter.</summary>
    public static TimeSpan MinReconnectDelay { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two tries to connect.</summary>
    public static TimeSpan MaxReconnectDelay { get; } = TimeSpan.FromSeconds(5);
}
