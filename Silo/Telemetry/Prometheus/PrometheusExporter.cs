using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Aevrion.Silo.Telemetry.Prometheus;

/// <summary>Turns what was collected into Prometheus' text. To be used by one at a time.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private byte[] _text = [];

    /// <summary>Collects; the reader that this exporter belongs to sets it.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Whether the next text is OpenMetrics'.</summary>
    public bool IsOpenMetrics { get; set; }

    /// <summary>The text that was made last.</summary>
    public byte[] Take() => _text;

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText(IsOpenMetrics);
        text.AddResource(ParentProvider.GetResource());
        var metrics = new List<Metric>();
        foreach (var metric in batch)
            metrics.Add(metric);

        // A name may come once: what two meters measure under one name stands together.
        foreach (var family in metrics.GroupBy(PrometheusName.Of).OrderBy(family => family.Key.Base, StringComparer.Ordinal))
            text.Add(family.Key, [.. family]);
        _text = Encoding.UTF8.GetBytes(text.End());
        return ExportResult.Success;
    }
}
