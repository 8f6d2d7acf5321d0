using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>What is known of the connections that a peer opens to this region.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.inbound-status")]
public sealed record InboundStatus
{
    /// <summary>Connections that are open.</summary>
    [Id(0)]
    public int Connections { get; init; }

    /// <summary>How the newest of them proved to be the peer's.</summary>
    [Id(1)]
    public PeerProof Proof { get; init; }

    /// <summary>Why a connection was last refused or ended by this region; null when none was since the silo started.</summary>
    [Id(2)]
    public string? LastRefusal { get; init; }

    /// <summary>When that was, in milliseconds since the Unix epoch.</summary>
    [Id(3)]
    public long? LastRefusedAt { get; init; }

    /// <summary>How often a connection was refused or ended since the silo started.</summary>
    [Id(4)]
    public long Refusals { get; init; }

    /// <summary>Those of them that were violations of the protocol.</summary>
    [Id(5)]
    public long Violations { get; init; }

    /// <summary>Until when the peer is not let in after a violation, in milliseconds since the Unix epoch; null when it is.</summary>
    [Id(6)]
    public long? CutOffUntil { get; init; }

    /// <summary>Events since the silo started that were not admitted because the peer may not write their keys.</summary>
    [Id(7)]
    public long EventsNotPermitted { get; init; }
}
