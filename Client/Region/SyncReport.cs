namespace Aevrion.Client;

/// <summary>What an exchange with a peer found and did.</summary>
public sealed record SyncReport : ServerDocument
{
    public required string Peer { get; init; }

    /// <summary>Whether both hold the same events of closed time now.</summary>
    public bool Equal { get; init; }

    public int RoundTrips { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }

    public long EventsSent { get; init; }

    public long EventsReceived { get; init; }

    /// <summary>The time up to which both are equal, in milliseconds since the Unix epoch; null when they are not.</summary>
    public long? ConvergedThrough { get; init; }
}
