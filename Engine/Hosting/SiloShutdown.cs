using Aevrion.Engine.Runtime;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Hosting;

/// <summary>
/// Ends a silo: refuses calls from outside, lets those under way finish within <see cref="EngineOptions.DrainTimeout"/>, then deactivates
/// every grain. When the host's patience is over, or was none to begin with, what is left is cut off.
/// </summary>
internal sealed class SiloShutdown(SiloRuntime silo)
{
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return;
        silo.Phase = SiloPhase.Draining;
        if (!await WaitAsync(silo.InFlight.WhenEmpty(), silo.Limits.DrainTimeout, cancellationToken))
            silo.Log.DrainTimedOut(silo.Limits.DrainTimeout);
        silo.Phase = SiloPhase.Deactivating;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.");
        var deactivated = Task.WhenAll(silo.Directory.All.ToList().Select(target => target.DeactivateAsync(reason)));
        await WaitAsync(deactivated, silo.Limits.DeactivationTimeout, cancellationToken);
    }

    /// <summary>Nothing runs on behalf of the silo after this, but what grain code began and has not awaited yet.</summary>
    public void End()
    {
        silo.Phase = SiloPhase.Stopped;
        foreach (var target in silo.Directory.All)
            target.Abandon();
        silo.InFlight.FailAll(request => new SiloUnavailableException($"{request} was cut off: the silo has stopped."));
        silo.InFlight.Dispose();
    }

    private async Task<bool> WaitAsync(Task task, TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(timeout, silo.TimeProvider, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return false;
        }
    }
}
