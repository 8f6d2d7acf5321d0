using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Http.Peers;

/// <summary>How far the exchange under way is.</summary>
internal sealed record ProgressDocument
{
    public required long StartedAt { get; init; }

    public required int RoundTrips { get; init; }

    public required long DifferingLeaves { get; init; }

    public required long EventsSent { get; init; }

    public required long EventsReceived { get; init; }

    public required long BytesSent { get; init; }

    public required long BytesReceived { get; init; }

    public static ProgressDocument? Of(ExchangeProgress? progress) => progress is null ? null : new()
    {
        StartedAt = progress.StartedAt,
        RoundTrips = progress.RoundTrips,
        DifferingLeaves = progress.DifferingLeaves,
        EventsSent = progress.EventsSent,
        EventsReceived = progress.EventsReceived,
        BytesSent = progress.BytesSent,
        BytesReceived = progress.BytesReceived,
    };
}
