using Aevrion.Engine.Lifecycle;
using Aevrion.Engine.Runtime;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHost(
    SiloRuntime silo,
    SiloLifecycle lifecycle,
    IEnumerable<IConfigurationValidator> validators,
    IEnumerable<ILifecycleParticipant<ISiloLifecycle>> participants) : IHostedService, IDisposable
{
    private readonly SiloShutdown _shutdown = new(silo);
    private readonly ActivationCollector _collector = new(silo);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var validator in validators)
            validator.ValidateConfiguration();
        lifecycle.Subscribe(nameof(SiloHost), ServiceLifecycleStage.BecomeActive, OnBecomeActiveAsync, OnStopAsync);
        foreach (var participant in participants)
            participant.Participate(lifecycle);
        try
        {
            await lifecycle.StartAsync(cancellationToken);
        }
        catch
        {
            // The host does not stop what it could not start.
            await StopAsync(new CancellationToken(canceled: true));
            throw;
        }

        silo.Log.Started(silo.Classes.Count);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await lifecycle.StopAsync(cancellationToken);
        }
        finally
        {
            _shutdown.End();
        }
    }

    public void Dispose() => _collector.Dispose();

    private Task OnBecomeActiveAsync(CancellationToken cancellationToken)
    {
        silo.InFlight.Start();
        _collector.Start();
        silo.Phase = SiloPhase.Running;
        return Task.CompletedTask;
    }

    private Task OnStopAsync(CancellationToken cancellationToken)
    {
        _collector.Dispose();
        return _shutdown.StopAsync(cancellationToken);
    }
}
