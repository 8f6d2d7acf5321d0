using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>How far an exchange under way is. What it has repaired stays repaired, however it ends.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.exchange-progress")]
public sealed record ExchangeProgress
{
    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    [Id(0)]
    public required long StartedAt { get; init; }

    /// <summary>Requests so far.</summary>
    [Id(1)]
    public int RoundTrips { get; init; }

    /// <summary>Leaves found to differ so far.</summary>
    [Id(2)]
    public long DifferingLeaves { get; init; }

    /// <summary>Events given to the peer so far.</summary>
    [Id(3)]
    public long EventsSent { get; init; }

    /// <summary>Events taken from the peer so far.</summary>
    [Id(4)]
    public long EventsReceived { get; init; }

    /// <summary>Bytes put on the connection so far, framing included.</summary>
    [Id(5)]
    public long BytesSent { get; init; }

    /// <summary>Bytes taken off the connection so far, framing included.</summary>
    [Id(6)]
    public long BytesReceived { get; init; }
}
