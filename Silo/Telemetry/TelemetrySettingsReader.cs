using System.Globalization;
using Aevrion.Silo.Configuration;
using OpenTelemetry.Exporter;

namespace Aevrion.Silo.Telemetry;

/// <summary>Reads the section <c>Aevrion:Telemetry</c>, and whether the standard's own variables ask for an export.</summary>
internal static class TelemetrySettingsReader
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Telemetry";

    private const string Otlp = "Otlp";

    private static readonly TimeSpan LeastMetricPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MostOfAMetricPeriod = TimeSpan.FromHours(1);

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
    ];

    /// <summary>Reads it.</summary>
    /// <param name="section">The section.</param>
    /// <param name="configuration">All of the configuration, which has the environment's variables in it.</param>
    public static TelemetrySettings Read(SettingsReader section, IConfiguration configuration)
    {
        var settings = new TelemetrySettings
        {
            Otlp = ReadOtlp(section.Section(Otlp), configuration),
            TraceRatio = ReadRatio(section),
            Meters = section.GivenText(nameof(TelemetrySettings.Meters)) is { } meters
                ? meters.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : TelemetrySettings.DefaultMeters,
            LogFormat = ReadLogFormat(section),
        };
        section.RefuseTheRest();
        return settings;
    }

    private static OtlpSettings? ReadOtlp(SettingsReader section, IConfiguration configuration)
    {
        var endpoint = section.Text(nameof(OtlpSettings.Endpoint));
        var isAsked = endpoint is not null || Array.Exists(Endpoints, name => !string.IsNullOrWhiteSpace(configuration[name]));
        Uri? url = null;
        if (endpoint is not null && (!Uri.TryCreate(endpoint, UriKind.Absolute, out url) || url.Scheme is not ("http" or "https")))
            section.Refuse(nameof(OtlpSettings.Endpoint), $"must be the http or https URL of a collector, such as http://localhost:4317, not '{endpoint}'.");
        var period = section.Duration(nameof(OtlpSettings.MetricPeriod), TimeSpan.Zero, LeastMetricPeriod, MostOfAMetricPeriod);
        var settings = new OtlpSettings
        {
            Endpoint = url,
            Protocol = ReadProtocol(section),
            Headers = section.Text(nameof(OtlpSettings.Headers)),
            MetricPeriod = period == TimeSpan.Zero ? null : period,
        };
        if (!isAsked && section.IsGiven)
            section.Refuse(nameof(OtlpSettings.Endpoint), "is missing: the URL of the collector, such as http://localhost:4317.");
        section.RefuseTheRest();
        return isAsked && !IsDisabled(configuration) ? settings : null;
    }

    private static bool IsDisabled(IConfiguration configuration) => string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);

    private static OtlpExportProtocol? ReadProtocol(SettingsReader section)
    {
        switch (section.Text(nameof(OtlpSettings.Protocol)))
        {
            case null:
                return null;
            case "grpc":
                return OtlpExportProtocol.Grpc;
            case "http/protobuf":
                return OtlpExportProtocol.HttpProtobuf;
            case var other:
                section.Refuse(nameof(OtlpSettings.Protocol), $"must be grpc or http/protobuf, not '{other}'.");
                return null;
        }
    }

    private static double? ReadRatio(SettingsReader section)
    {
        if (section.Text(nameof(TelemetrySettings.TraceRatio)) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1)
            return ratio;
        section.Refuse(nameof(TelemetrySettings.TraceRatio), $"must be a number from 0 to 1, not '{text}'.");
        return null;
    }

    private static LogFormat ReadLogFormat(SettingsReader section)
    {
        switch (section.Text(nameof(TelemetrySettings.LogFormat)))
        {
            case null or "text":
                return LogFormat.Text;
            case "json":
                return LogFormat.Json;
            case var other:
                section.Refuse(nameof(TelemetrySettings.LogFormat), $"must be text or json, not '{other}'.");
                return LogFormat.Text;
        }
    }
}
