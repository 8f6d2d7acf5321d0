using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Aevrion.Silo.Telemetry.Prometheus;

/// <summary>Writes Prometheus' text format 0.0.4, or OpenMetrics' 1.0.0.</summary>
internal sealed class PrometheusText(bool isOpenMetrics)
{
    private const string TargetInfo = "target_info";

    private readonly StringBuilder _text = new();

    /// <summary>Says who is measured.</summary>
    public void AddResource(Resource resource)
    {
        var name = isOpenMetrics ? "target" : TargetInfo;
        _text.Append("# HELP ").Append(name).Append(" Who is measured.\n# TYPE ").Append(name).Append(isOpenMetrics ? " info\n" : " gauge\n");
        _text.Append(TargetInfo);
        AddLabels([.. resource.Attributes.Select(attribute => (PrometheusName.Clean(attribute.Key), ToText(attribute.Value)))]);
        _text.Append(" 1\n");
    }

    /// <summary>Writes what goes by one name.</summary>
    public void Add(PrometheusName name, IReadOnlyList<Metric> metrics)
    {
        var family = isOpenMetrics ? name.Base : name.Sample;
        if (metrics.FirstOrDefault(metric => !string.IsNullOrEmpty(metric.Description)) is { } described)
            _text.Append("# HELP ").Append(family).Append(' ').Append(Escape(described.Description, quotes: isOpenMetrics)).Append('\n');
        _text.Append("# TYPE ").Append(family).Append(' ').Append(name.Kind).Append('\n');
        if (isOpenMetrics && name.Unit is { } unit)
            _text.Append("# UNIT ").Append(family).Append(' ').Append(unit).Append('\n');
        foreach (var metric in metrics)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                Add(name, metric, point);
        }
    }

    /// <summary>All of it.</summary>
    public string End()
    {
        if (isOpenMetrics)
            _text.Append("# EOF\n");
        return _text.ToString();
    }

    private void Add(PrometheusName name, Metric metric, MetricPoint point)
    {
        var labels = LabelsOf(metric, point);
        switch (metric.MetricType)
        {
            case MetricType.Histogram:
                AddHistogram(name, point, labels);
                break;
            case MetricType.ExponentialHistogram:
                AddLine(name.Base + "_count", labels, point.GetHistogramCount());
                AddLine(name.Base + "_sum", labels, point.GetHistogramSum());
                break;
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                AddLine(name.Sample, labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                AddLine(name.Sample, labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                AddLine(name.Sample, labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                AddLine(name.Sample, labels, point.GetGaugeLastValueDouble());
                break;
            default:
                throw new InvalidOperationException($"A metric of type {metric.MetricType} cannot be told.");
        }
    }

    private void AddHistogram(PrometheusName name, MetricPoint point, List<(string, string)> labels)
    {
        var total = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            total += bucket.BucketCount;
            AddLine(name.Base + "_bucket", [.. labels, ("le", Number(bucket.ExplicitBound))], total);
        }

        AddLine(name.Base + "_sum", labels, point.GetHistogramSum());
        AddLine(name.Base + "_count", labels, point.GetHistogramCount());
    }

    private static List<(string Name, string Value)> LabelsOf(Metric metric, MetricPoint point)
    {
        var labels = new List<(string Name, string Value)>();
        foreach (var tag in metric.MeterTags ?? [])
            labels.Add((PrometheusName.Clean(tag.Key), ToText(tag.Value)));
        foreach (var tag in point.Tags)
            labels.Add((PrometheusName.Clean(tag.Key), ToText(tag.Value)));
        return labels;
    }

    private void AddLine(string name, List<(string Name, string Value)> labels, double value)
    {
        _text.Append(name);
        AddLabels(labels);
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void AddLabels(List<(string Name, string Value)> labels)
    {
        if (labels.Count == 0)
            return;
        var before = '{';
        foreach (var (name, value) in labels)
        {
            _text.Append(before).Append(name).Append("=\"").Append(Escape(value, quotes: true)).Append('"');
            before = ',';
        }

        _text.Append('}');
    }

    private static string ToText(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
