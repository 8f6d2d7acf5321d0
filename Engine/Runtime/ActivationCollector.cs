namespace Aevrion.Engine.Runtime;

/// <summary>Looks for idle activations each collection quantum.</summary>
internal sealed class ActivationCollector(SiloRuntime silo) : IDisposable
{
    private ITimer? _timer;

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
            _timer = silo.TimeProvider.CreateTimer(
                static collector => ((ActivationCollector)collector!).Collect(), this, silo.Limits.CollectionQuantum, silo.Limits.CollectionQuantum);
    }

    public void Dispose() => _timer?.Dispose();

    private void Collect()
    {
        var now = silo.TimeProvider.GetUtcNow();
        foreach (var target in silo.Directory.All)
            target.Collect(now);
    }
}
