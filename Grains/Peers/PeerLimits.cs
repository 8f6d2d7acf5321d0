using Aevrion.Core.Sync.Sessions;

namespace Aevrion.Grains.Peers;

/// <summary>Limits of what a silo waits for on behalf of its peers, beside those of <see cref="SessionLimits"/>.</summary>
public static class PeerLimits
{
    /// <summary>Frames read ahead of what the session takes.</summary>
    public const int MaxFramesReadAhead = 4;

    /// <summary>Frames of a transfer that become durable while the next one is read and checked.</summary>
    public const int MaxExchangeAdmissions = 4;

    /// <summary>Connections to this silo that have not introduced themselves, at most; those that were proven to be a peer's are let in beyond it.</summary>
    public const int MaxStrangers = 256;

    /// <summary>Connections of one peer to this silo, or of one address that says to be it.</summary>
    public const int MaxConnections = 32;

    /// <summary>Addresses that say to be one peer, without proof, whose conduct is remembered; the best behaved is forgotten first.</summary>
    public const int MaxParties = 256;

    /// <summary>A refusal for the same reason is logged again after this time at the earliest, and its time noted anew.</summary>
    public static TimeSpan RefusalLogPeriod { get; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the last words to a peer, or its own, may take.</summary>
    public static TimeSpan FarewellTimeout { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Wait before the second try to connect; doubles up to <see cref="MaxReconnectDelay"/>, with jitter.</summary>
    public static TimeSpan MinReconnectDelay { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait between two tries to connect.</summary>
    public static TimeSpan MaxReconnectDelay { get; } = TimeSpan.FromSeconds(2);

    /// <summary>Wait before a peer is dialled again that has paused this region; it does not grow, and ends when the peer connects itself.</summary>
    public static TimeSpan PausedRedialDelay { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a silo asks whether a peer is paused, beside being told of changes.</summary>
    public static TimeSpan TidingsPeriod { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The same, while it does not know yet.</summary>
    public static TimeSpan FirstTidingsPeriod { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often it is asked whether a new connection has caught up, at least and at most.</summary>
    public static TimeSpan MinCatchUpPeriod { get; } = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc cref="MinCatchUpPeriod"/>
    public static TimeSpan MaxCatchUpPeriod { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long what a peer sends waits for room among what becomes durable; then its connection ends.</summary>
    public static TimeSpan RoomTimeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How often it is looked whether there is room.</summary>
    public static TimeSpan RoomCheck { get; } = TimeSpan.FromMilliseconds(20);
}
