using Aevrion.Silo.Configuration;
using Aevrion.Silo.Telemetry.Prometheus;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aevrion.Silo.Telemetry;

/// <summary>Gathers the figures of this silo, and of nobody else in the process, for <c>/metrics</c> and, where configured, sends them by OTLP.</summary>
internal sealed class SiloMetrics : IDisposable
{
    /// <summary>Figures that one instrument may have, each for other tags; more are added up in one that says so.</summary>
    public const int MaxSeriesOfAnInstrument = 2_000;

    private static readonly MetricStreamConfiguration OfOthers = MetricStreamConfiguration.Drop;

    private readonly MeterProvider _provider;

    public SiloMetrics(SiloSettings settings, SiloScope scope)
    {
        var exporter = new PrometheusExporter();
        Scrapes = new PrometheusScrapes(exporter);
        var builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(SiloResource.Of(settings))
            .AddMeter("Aevrion.*")
            .AddView(instrument => instrument.Meter.Scope is SiloScope other && other != scope
                ? OfOthers
                : new MetricStreamConfiguration { CardinalityLimit = MaxSeriesOfAnInstrument })
            .AddReader(Scrapes.Reader);
        foreach (var meter in settings.Telemetry.Meters)
            builder.AddMeter(meter);
        if (settings.Telemetry.Otlp is { } otlp)
        {
            builder.AddOtlpExporter((exporting, reading) =>
            {
                otlp.Apply(exporting, "v1/metrics");
                if (otlp.MetricPeriod is { } period)
                    reading.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)period.TotalMilliseconds;
            });
        }

        _provider = builder.Build();
    }

    /// <summary>Answers <c>/metrics</c>.</summary>
    public PrometheusScrapes Scrapes { get; }

    /// <inheritdoc/>
    public void Dispose() => _provider.Dispose();
}
