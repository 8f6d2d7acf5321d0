namespace Aevrion.Client;

/// <summary>One comparison with a peer, and its repairs.</summary>
public sealed record PeerExchange : ServerDocument
{
    /// <summary>When it ended, in milliseconds since the Unix epoch.</summary>
    public long At { get; init; }

    /// <summary>Whether both hold the same events of closed time.</summary>
    public bool Equal { get; init; }

    public int RoundTrips { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }

    public long EventsSent { get; init; }

    public long EventsReceived { get; init; }

    public double DurationMs { get; init; }

    /// <summary>Events that one of both does not take from the other, so that both stay different.</summary>
    public long EventsNotPermitted { get; init; }

    public string? Error { get; init; }
}
