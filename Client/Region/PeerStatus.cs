namespace Aevrion.Client;

/// <summary>How a region stands with one peer.</summary>
public sealed record PeerStatus : ServerDocument
{
    public required string Name { get; init; }

    public string? Url { get; init; }

    /// <summary><c>connected</c>, <c>connecting</c>, <c>disconnected</c>, <c>refused</c>, <c>cut-off</c> or <c>paused</c>.</summary>
    public required string State { get; init; }

    public string? StateReason { get; init; }

    /// <summary>Events pushed but not acknowledged.</summary>
    public long PushLag { get; init; }

    public long PushedEvents { get; init; }

    /// <summary>How often the queue to this peer overflowed and left the rest to a comparison.</summary>
    public long PushOverflows { get; init; }

    /// <summary>The peer's clock minus the region's, in milliseconds; null when not known.</summary>
    public double? ClockOffsetMs { get; init; }

    /// <summary>The comparison under way; null when none is.</summary>
    public PeerExchangeProgress? Exchange { get; init; }

    public PeerExchange? LastExchange { get; init; }

    /// <summary>
    /// The time up to which both were last found equal, in milliseconds since the Unix epoch; null before the first agreement.
    /// </summary>
    public long? ConvergedThrough { get; init; }

    public long Exchanges { get; init; }

    public long Failures { get; init; }

    /// <summary>Connections to the peer that were ended because it broke the protocol.</summary>
    public long Violations { get; init; }

    /// <summary>Until when the peer is not dialled after that, in milliseconds since the Unix epoch; null when it is.</summary>
    public long? CutOffUntil { get; init; }

    /// <summary>Prefixes of the keys that the region takes from the peer; null for all.</summary>
    public IReadOnlyList<string>? MayWrite { get; init; }

    /// <summary>Prefixes of the keys that the peer takes from the region; null for all, or when it does not say.</summary>
    public IReadOnlyList<string>? Takes { get; init; }

    /// <summary>The connections that the peer opens to the region; null from a silo that does not tell.</summary>
    public PeerInbound? Inbound { get; init; }
}
