using OpenTelemetry.Metrics;

namespace Aevrion.Silo.Telemetry.Prometheus;

/// <summary>Collects the figures when Prometheus asks for them, for one asker at a time.</summary>
internal sealed class PrometheusScrapes : IDisposable
{
    /// <summary>How long a collection may take.</summary>
    private const int CollectTimeoutMs = 5_000;

    private readonly PrometheusExporter _exporter;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public PrometheusScrapes(PrometheusExporter exporter)
    {
        _exporter = exporter;
        Reader = new BaseExportingMetricReader(exporter);
    }

    /// <summary>What the provider of metrics reads through.</summary>
    public BaseExportingMetricReader Reader { get; }

    /// <summary>The figures as they are now.</summary>
    /// <param name="isOpenMetrics">In OpenMetrics' form of the text instead of Prometheus' own.</param>
    /// <param name="cancellationToken">Ends the waiting for others.</param>
    /// <returns>The text in UTF-8; null when they could not be collected in time.</returns>
    public async Task<byte[]?> ReadAsync(bool isOpenMetrics, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _exporter.IsOpenMetrics = isOpenMetrics;
            return _exporter.Collect?.Invoke(CollectTimeoutMs) == true ? _exporter.Take() : null;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
