namespace Aevrion.Client;

/// <summary>How far a comparison with a peer that is under way is. What it has repaired stays repaired, however it ends.</summary>
public sealed record PeerExchangeProgress : ServerDocument
{
    /// <summary>When it began, in milliseconds since the Unix epoch.</summary>
    public long StartedAt { get; init; }

    public int RoundTrips { get; init; }

    /// <summary>Leaves of the time tree found to differ so far.</summary>
    public long DifferingLeaves { get; init; }

    public long EventsSent { get; init; }

    public long EventsReceived { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }
}
