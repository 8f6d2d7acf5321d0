using Orleans;

namespace Aevrion.Grains.Interfaces.Sync;

/// <summary>What an exchange cost and found.</summary>
[GenerateSerializer]
[Immutable]
[Alias("aevrion.exchange-report")]
public sealed record ExchangeReport
{
    /// <summary>When it ended, in milliseconds since the Unix epoch.</summary>
    [Id(0)]
    public required long At { get; init; }

    /// <summary>True when the digests were equal at its end.</summary>
    [Id(1)]
    public required bool Equal { get; init; }

    /// <summary>Requests that waited for an answer.</summary>
    [Id(2)]
    public int RoundTrips { get; init; }

    /// <summary>Bytes this side put on the connection for it, framing included.</summary>
    [Id(3)]
    public long BytesSent { get; init; }

    /// <summary>Bytes this side took off the connection for it, framing included.</summary>
    [Id(4)]
    public long BytesReceived { get; init; }

    /// <summary>Events given to the peer.</summary>
    [Id(5)]
    public long EventsSent { get; init; }

    /// <summary>Events taken from the peer.</summary>
    [Id(6)]
    public long EventsReceived { get; init; }

    /// <summary>Leaves found to differ.</summary>
    [Id(7)]
    public long DifferingLeaves { get; init; }

    /// <summary>Milliseconds it took.</summary>
    [Id(8)]
    public long DurationMs { get; init; }

    /// <summary>Everything dated before it was found equal; null when nothing was.</summary>
    [Id(9)]
    public long? ConvergedThrough { get; init; }

    /// <summary>The digest of it: 64 lower-case hexadecimal digits.</summary>
    [Id(11)]
    public string? ConvergedDigest { get; init; }

    /// <summary>
    /// Whatever was here when it began and is dated before it was found to be at the peer; null when nothing was. Later writes, as of the
    /// time that is still open, may have come since.
    /// </summary>
    [Id(12)]
    public long? EqualBefore { get; init; }

    /// <summary>Events that it moved and that one of both sides does not take from the other, so that both stay different.</summary>
    [Id(13)]
    public long EventsNotPermitted { get; init; }

    /// <summary>True when it did not come to its end, or did not begin, because an operator has paused the peer.</summary>
    [Id(14)]
    public bool IsPaused { get; init; }

    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    [Id(15)]
    public long StartedAt { get; init; }

    /// <summary>Why it did not come to its end; null when it did.</summary>
    [Id(10)]
    public string? Error { get; init; }
}
