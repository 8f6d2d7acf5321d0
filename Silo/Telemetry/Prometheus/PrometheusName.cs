using System.Text;
using OpenTelemetry.Metrics;

namespace Aevrion.Silo.Telemetry.Prometheus;

/// <summary>
/// The name of a metric in Prometheus, after the compatibility specification of OpenTelemetry: letters, digits and underscores, the unit
/// behind it, and <c>_total</c> behind that of a counter.
/// </summary>
/// <param name="Base">Without <c>_total</c>.</param>
/// <param name="Unit">The unit that the name ends in; null for none.</param>
/// <param name="Kind">counter, gauge or histogram.</param>
internal sealed record PrometheusName(string Base, string? Unit, string Kind)
{
    public const string Counter = "counter";
    public const string Gauge = "gauge";
    public const string Histogram = "histogram";

    /// <summary>The name of its single figures.</summary>
    public string Sample => Kind == Counter ? Base + "_total" : Base;

    public static PrometheusName Of(Metric metric)
    {
        var kind = KindOf(metric.MetricType);
        var name = Clean(metric.Name);
        if (kind == Counter && name.EndsWith("_total", StringComparison.Ordinal))
            name = name[..^"_total".Length];
        var unit = UnitOf(metric.Unit, kind);
        if (unit is not null && !name.EndsWith("_" + unit, StringComparison.Ordinal))
            name = $"{name}_{unit}";
        return new PrometheusName(name, unit, kind);
    }

    /// <summary>A name of a label.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var sign in name)
            clean.Append(char.IsAsciiLetterOrDigit(sign) || sign == '_' ? sign : '_');
        if (clean.Length == 0 || char.IsAsciiDigit(clean[0]))
            clean.Insert(0, '_');
        return clean.ToString();
    }

    private static string KindOf(MetricType type) => type switch
    {
        MetricType.LongSum or MetricType.DoubleSum => Counter,
        MetricType.Histogram or MetricType.ExponentialHistogram => Histogram,
        _ => Gauge,
    };

    private static string? UnitOf(string? unit, string kind) => unit switch
    {
        null or "" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "By" => "bytes",
        "%" => "percent",
        "1" => kind == Gauge ? "ratio" : null,
        _ when unit.StartsWith('{') => null,
        _ => Clean(unit),
    };
}
