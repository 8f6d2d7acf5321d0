using Aevrion.Grains.Interfaces.Sync;
using Orleans;

namespace Aevrion.Grains.Interfaces.Relay;

/// <summary>What a silo has pushed to a peer, what it has yet to push, and what it knows of the peer's own connections. Those of several silos add up.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.push-totals")]
public sealed record PushTotals
{
    /// <summary>The peer.</summary>
    [Id(0)]
    public required string Peer { get; init; }

    /// <summary>Events committed that the peer has not acknowledged yet.</summary>
    [Id(1)]
    public required long Lag { get; init; }

    /// <summary>Events pushed and acknowledged since the silo started.</summary>
    [Id(2)]
    public required long Pushed { get; init; }

    /// <summary>How often the outbox overflowed since the silo started.</summary>
    [Id(3)]
    public required long Overflows { get; init; }

    /// <summary>What is known of the connections that the peer opened.</summary>
    [Id(4)]
    public InboundStatus Inbound { get; init; } = new();
}
