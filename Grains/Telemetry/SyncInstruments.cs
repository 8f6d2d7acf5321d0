using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Telemetry;

/// <summary>The meter and the activity source <c>Aevrion.Sync</c>: exchanges with peers. Costs an exchange.</summary>
public sealed class SyncInstruments
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Aevrion.Sync";

    private const string DirectionTag = "network.io.direction";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _roundTrips;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _events;

    public SyncInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "aevrion.sync.duration", "s", "Time an exchange took, by outcome: equal, different or failed.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });
        _roundTrips = meter.CreateCounter<long>("aevrion.sync.round_trips", "{round_trip}", "Round trips of exchanges.");
        _bytes = meter.CreateCounter<long>("aevrion.sync.io", "By", "Bytes that exchanges put on and took off the connection, framing included.");
        _events = meter.CreateCounter<long>("aevrion.sync.events", "{event}", "Events that exchanges moved.");
    }

    private static ActivitySource Source { get; } = new(Name);

    /// <summary>The activity of an exchange; null when nobody listens.</summary>
    internal static Activity? Begin(string peer) => Source.StartActivity("aevrion.sync.exchange")?.SetTag(PeerInstruments.PeerTag, peer);

    /// <summary>An exchange has ended.</summary>
    internal void Exchanged(string peer, ExchangeReport report, Activity? activity)
    {
        activity?.SetTag("aevrion.sync.outcome", OutcomeOf(report)).SetTag("aevrion.sync.round_trips", report.RoundTrips)
            .SetTag("aevrion.events", report.EventsSent + report.EventsReceived)
            .SetStatus(report.Error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, report.Error);
        var with = new KeyValuePair<string, object?>(PeerInstruments.PeerTag, peer);
        _duration.Record(report.DurationMs / 1000.0, with, new("aevrion.sync.outcome", OutcomeOf(report)));
        _roundTrips.Add(report.RoundTrips, with);
        _bytes.Add(report.BytesSent, with, new(DirectionTag, "transmit"));
        _bytes.Add(report.BytesReceived, with, new(DirectionTag, "receive"));
        _events.Add(report.EventsSent, with, new(DirectionTag, "transmit"));
        _events.Add(report.EventsReceived, with, new(DirectionTag, "receive"));
    }

    private static string OutcomeOf(ExchangeReport report) => report.Error is not null ? "failed" : report.Equal ? "equal" : "different";
}
