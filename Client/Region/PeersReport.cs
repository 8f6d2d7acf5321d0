namespace Aevrion.Client;

/// <summary>How a region stands with the others.</summary>
public sealed record PeersReport : ServerDocument
{
    public required string Region { get; init; }

    /// <summary>
    /// The time up to which every region is known to hold every event, in milliseconds since the Unix epoch; null when not known.
    /// </summary>
    public long? Watermark { get; init; }

    public required IReadOnlyList<PeerStatus> Peers { get; init; }
}
