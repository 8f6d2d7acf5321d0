using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Deactivation;

public abstract class IdleGrainBase : Grain, IIdleGrain
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivating: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Touch()
    {
        Probe.Note("touched");
        return Task.CompletedTask;
    }

    public Task DelayDeactivation()
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        return Task.CompletedTask;
    }

    public Task TakeDelayBack()
    {
        DelayDeactivation(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task StartTimer(bool keepAlive)
    {
        this.RegisterGrainTimer(
            static (probe, _) =>
            {
                probe.Note("tick");
                return Task.CompletedTask;
            },
            Probe,
            new GrainTimerCreationOptions(Period, Period) { KeepAlive = keepAlive });
        return Task.CompletedTask;
    }
}
