namespace Aevrion.Client;

/// <summary>How a region stands with the others.</summary>
public sealed record PeersReport : ServerDocument
{
    public required string Region { get; init; }

    /// <summary>
    /// All regions hold the same events dated before it, in milliseconds since the Unix epoch; null when that is proven of nothing.
    /// </summary>
    public long? Watermark { get; init; }

    /// <summary>Why there is no watermark, or why and when it last moved back; null when neither is so.</summary>
    public string? WatermarkReason { get; init; }

    public required IReadOnlyList<PeerStatus> Peers { get; init; }
}
