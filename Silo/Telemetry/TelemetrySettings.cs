namespace Aevrion.Silo.Telemetry;

/// <summary>What a silo tells of itself, and to whom. Section <c>Aevrion:Telemetry</c>; docs/monitoring.md explains it.</summary>
internal sealed record TelemetrySettings
{
    /// <summary>Meters of others that are measured beside the silo's own, unless the configuration says otherwise.</summary>
    public static readonly IReadOnlyList<string> DefaultMeters = ["System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.Orleans"];

    /// <summary>Where metrics, traces and logs are sent by OTLP; null for nowhere.</summary>
    public OtlpSettings? Otlp { get; init; }

    /// <summary>
    /// The part of traces that begin in this silo that is kept, 0 to 1; those that begin elsewhere are kept when they are kept there. Null: what
    /// OTEL_TRACES_SAMPLER says, or all.
    /// </summary>
    public double? TraceRatio { get; init; }

    /// <summary>Meters of others that are measured, too.</summary>
    public IReadOnlyList<string> Meters { get; init; } = DefaultMeters;

    /// <summary>How logs are written to the console.</summary>
    public LogFormat LogFormat { get; init; }
}
