using Orleans;
using Orleans.Runtime;
using Orleans.Timers;

namespace Aevrion.Engine.Runtime;

internal sealed class GrainRuntime(
    IServiceProvider services, ILocalSiloDetails silo, IGrainFactory factory, ITimerRegistry timers, TimeProvider timeProvider) : IGrainRuntime
{
    public string SiloIdentity => silo.SiloAddress.ToString();

    public SiloAddress SiloAddress => silo.SiloAddress;

    public IGrainFactory GrainFactory => factory;

    public ITimerRegistry TimerRegistry => timers;

    public IServiceProvider ServiceProvider => services;

    public TimeProvider TimeProvider => timeProvider;

    public void DeactivateOnIdle(IGrainContext grainContext)
    {
        ArgumentNullException.ThrowIfNull(grainContext);
        grainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "The grain asked to be deactivated."));
    }

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan)
    {
        if (grainContext is not Activation activation)
            throw new ArgumentException("The context is not one of this engine's activations.", nameof(grainContext));
        activation.DelayDeactivation(timeSpan);
    }
}
