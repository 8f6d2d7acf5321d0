using OpenTelemetry.Exporter;

namespace Aevrion.Silo.Telemetry;

/// <summary>Where telemetry is sent. What is null here is what the standard's own variables OTEL_EXPORTER_OTLP_* say, or its default.</summary>
internal sealed record OtlpSettings
{
    /// <summary>Base URL of the collector; null for what OTEL_EXPORTER_OTLP_ENDPOINT says.</summary>
    public Uri? Endpoint { get; init; }

    public OtlpExportProtocol? Protocol { get; init; }

    /// <summary>Headers of every export, as <c>name=value</c>, separated by commas.</summary>
    public string? Headers { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan? MetricPeriod { get; init; }

    /// <summary>Tells an exporter.</summary>
    /// <param name="options">Of the exporter.</param>
    /// <param name="path">Path of the signal, for HTTP.</param>
    public void Apply(OtlpExporterOptions options, string path)
    {
        if (Protocol is { } protocol)
            options.Protocol = protocol;
        if (Headers is { } headers)
            options.Headers = headers;
        if (Endpoint is { } endpoint)
            options.Endpoint = options.Protocol == OtlpExportProtocol.HttpProtobuf ? new Uri($"{endpoint.ToString().TrimEnd('/')}/{path}") : endpoint;
    }
}
