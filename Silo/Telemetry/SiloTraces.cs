using Aevrion.Silo.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Aevrion.Silo.Telemetry;

/// <summary>Sends traces by OTLP where that is configured. Otherwise nobody listens, and no trace is made.</summary>
internal sealed class SiloTraces(SiloSettings settings) : IDisposable
{
    private readonly TracerProvider? _provider = settings.Telemetry.Otlp is { } otlp ? Build(settings, otlp) : null;

    /// <inheritdoc/>
    public void Dispose() => _provider?.Dispose();

    private static TracerProvider Build(SiloSettings settings, OtlpSettings otlp)
    {
        var builder = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(SiloResource.Of(settings))
            .AddSource("Aevrion.*")
            .AddOtlpExporter(options => otlp.Apply(options, "v1/traces"));
        if (settings.Telemetry.TraceRatio is { } ratio)
            builder.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(ratio)));
        return builder.Build();
    }
}
