using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Requests;

namespace Aevrion.Silo.Telemetry;

/// <summary>The meter and the activity source <c>Aevrion.Http</c>: requests as the silo sees them, whether they come from the network or through the cluster.</summary>
internal sealed class HttpInstruments
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Aevrion.Http";

    private const int LargestStatus = 599;

    /// <summary>Statuses as tags have them, boxed once.</summary>
    private static readonly object[] Statuses = [.. Enumerable.Range(0, LargestStatus + 1)];

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;

    public HttpInstruments(IMeterFactory meters, RequestGate gate, BodyBudget bodies, RegionGate region)
    {
        var meter = meters.Create(Name);
        _duration = meter.CreateHistogram(
            "http.server.request.duration", "s", "Time that requests took in the silo.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _refused = meter.CreateCounter<long>("aevrion.http.refused", "{request}", "Requests answered 429 or 503.");
        // A count that begins with its first request would hide that one from whoever looks at its growth.
        _refused.Add(0, OfStatus(StatusCodes.Status429TooManyRequests));
        _refused.Add(0, OfStatus(StatusCodes.Status503ServiceUnavailable));
        meter.CreateObservableGauge("http.server.active_requests", () => gate.Requests, "{request}", "Requests under way, of those that are limited.");
        meter.CreateObservableGauge("aevrion.http.bodies", () => bodies.Bytes, "By", "Bodies and values of requests in memory.");
        meter.CreateObservableGauge("aevrion.region.ready", () => region.Region is null ? 0 : 1, unit: null, "1 while the silo's region runs, 0 when not.");
    }

    /// <summary>Activities of requests.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A request was answered. Allocates nothing.</summary>
    public void Answered(MeasuredRoute route, int status, TimeSpan taken)
    {
        if (!_duration.Enabled)
            return;
        var tags = new TagList
        {
            { "http.request.method", route.Method },
            { "http.response.status_code", Statuses[Math.Clamp(status, 0, LargestStatus)] },
            { "http.route", route.Path },
        };
        _duration.Record(taken.TotalSeconds, tags);
    }

    /// <summary>A request was refused for want of room.</summary>
    public void Refused(int status) => _refused.Add(1, OfStatus(status));

    private static KeyValuePair<string, object?> OfStatus(int status) => new("http.response.status_code", Statuses[status]);
}
