using System.Collections.Immutable;
using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>What is known of a peer.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.peer-status")]
public sealed record PeerStatus
{
    /// <summary>The peer's region.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Where it is reached.</summary>
    [Id(1)]
    public required string Url { get; init; }

    /// <summary>State of the connection to it.</summary>
    [Id(2)]
    public required PeerConnectionState State { get; init; }

    /// <summary>Why it is not connected; null when it is, or was never tried.</summary>
    [Id(3)]
    public string? StateReason { get; init; }

    /// <summary>Events committed here that the peer has not acknowledged yet.</summary>
    [Id(4)]
    public long PushLag { get; init; }

    /// <summary>Events pushed and acknowledged since the silo started.</summary>
    [Id(5)]
    public long PushedEvents { get; init; }

    /// <summary>How often the outbox overflowed since the silo started.</summary>
    [Id(6)]
    public long PushOverflows { get; init; }

    /// <summary>The peer's clock less this one, in milliseconds, to the precision of half a round trip; null before the first connection.</summary>
    [Id(7)]
    public long? ClockOffsetMs { get; init; }

    /// <summary>The last exchange; null before the first.</summary>
    [Id(8)]
    public ExchangeReport? LastExchange { get; init; }

    /// <summary>Everything dated before it (milliseconds since the Unix epoch) was last found equal; null when nothing was.</summary>
    [Id(9)]
    public long? ConvergedThrough { get; init; }

    /// <summary>Exchanges that came to their end, ever.</summary>
    [Id(10)]
    public long Exchanges { get; init; }

    /// <summary>Exchanges that failed since the last one that did not.</summary>
    [Id(11)]
    public int Failures { get; init; }

    /// <summary>How far the exchange under way is; null when none runs.</summary>
    [Id(12)]
    public ExchangeProgress? Exchange { get; init; }

    /// <summary>The connections that the peer opens to this region.</summary>
    [Id(13)]
    public InboundStatus Inbound { get; init; } = new();

    /// <summary>Until when the peer is not dialled after a violation, in milliseconds since the Unix epoch; null when it is.</summary>
    [Id(14)]
    public long? CutOffUntil { get; init; }

    /// <summary>Violations of the protocol on connections that were dialled, since the silo started.</summary>
    [Id(15)]
    public long Violations { get; init; }

    /// <summary>Prefixes of the keys that the peer takes from this region; null for all, or when it does not say.</summary>
    [Id(16)]
    public ImmutableArray<string>? Takes { get; init; }

    /// <summary>Prefixes of the keys that this region takes from the peer; null for all.</summary>
    [Id(17)]
    public ImmutableArray<string>? MayWrite { get; init; }
}
