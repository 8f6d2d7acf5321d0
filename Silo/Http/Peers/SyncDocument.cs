using System.Text.Json.Serialization;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Silo.Http.Peers;

/// <summary>What an exchange that was asked for found and did.</summary>
internal sealed record SyncDocument
{
    public required string Peer { get; init; }

    public required bool Equal { get; init; }

    public required int RoundTrips { get; init; }

    public required long BytesSent { get; init; }

    public required long BytesReceived { get; init; }

    public required long EventsSent { get; init; }

    public required long EventsReceived { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long? ConvergedThrough { get; init; }

    public static SyncDocument Of(string peer, ExchangeReport report) => new()
    {
        Peer = peer,
        Equal = report.Equal,
        RoundTrips = report.RoundTrips,
        BytesSent = report.BytesSent,
        BytesReceived = report.BytesReceived,
        EventsSent = report.EventsSent,
        EventsReceived = report.EventsReceived,
        ConvergedThrough = report.ConvergedThrough,
    };
}
