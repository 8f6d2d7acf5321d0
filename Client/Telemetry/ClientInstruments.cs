using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aevrion.Client.Telemetry;

/// <summary>The client's activity source and metrics, all under the name <c>Aevrion.Client</c>.</summary>
internal static class ClientInstruments
{
    public const string Name = "Aevrion.Client";

    public static readonly ActivitySource ActivitySource = new(Name);

    public static readonly Histogram<double> Duration;

    public static readonly Counter<long> Retries;

    private static readonly Meter Meter = new(Name);

    static ClientInstruments()
    {
        Duration = Meter.CreateHistogram<double>(
            "aevrion.client.operation.duration", "s", "From the call to its answer, retries and fail-over included.");
        Retries = Meter.CreateCounter<long>(
            "aevrion.client.retries", "{attempt}", "Attempts after the first one of an operation, at the same URL or another.");
    }
}
