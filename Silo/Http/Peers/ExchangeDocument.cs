using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Http.Peers;

/// <summary>The last exchange with a peer.</summary>
internal sealed record ExchangeDocument
{
    public required long At { get; init; }

    public required bool Equal { get; init; }

    public required int RoundTrips { get; init; }

    public required long BytesSent { get; init; }

    public required long BytesReceived { get; init; }

    public required long EventsSent { get; init; }

    public required long EventsReceived { get; init; }

    public required long DifferingLeaves { get; init; }

    public required long DurationMs { get; init; }

    public required long EventsNotPermitted { get; init; }

    public string? Error { get; init; }

    public static ExchangeDocument? Of(ExchangeReport? report) => report is null ? null : new()
    {
        At = report.At,
        Equal = report.Equal,
        RoundTrips = report.RoundTrips,
        BytesSent = report.BytesSent,
        BytesReceived = report.BytesReceived,
        EventsSent = report.EventsSent,
        EventsReceived = report.EventsReceived,
        DifferingLeaves = report.DifferingLeaves,
        DurationMs = report.DurationMs,
        EventsNotPermitted = report.EventsNotPermitted,
        Error = report.Error,
    };
}
