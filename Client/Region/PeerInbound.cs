namespace Aevrion.Client;

/// <summary>The connections that a peer opens to the region.</summary>
public sealed record PeerInbound : ServerDocument
{
    /// <summary><c>connected</c>, <c>none</c>, <c>refused</c> or <c>cut-off</c>.</summary>
    public string? State { get; init; }

    public int Connections { get; init; }

    /// <summary>How the peer proved who it is: <c>secret</c>, <c>certificate</c>, <c>secret+certificate</c>, <c>token</c> or <c>none</c>.</summary>
    public string? Proof { get; init; }

    /// <summary>Why one of its connections was last refused or ended by the region; null when none was.</summary>
    public string? LastRefusal { get; init; }

    /// <summary>When that was, in milliseconds since the Unix epoch.</summary>
    public long? LastRefusedAt { get; init; }

    /// <summary>Until when the peer is not let in after it broke the protocol, in milliseconds since the Unix epoch; null when it is.</summary>
    public long? CutOffUntil { get; init; }

    public long Refusals { get; init; }

    /// <summary>Connections that were ended because the peer broke the protocol.</summary>
    public long Violations { get; init; }

    /// <summary>Events that were not taken from the peer because it may not write their keys.</summary>
    public long EventsNotPermitted { get; init; }
}
