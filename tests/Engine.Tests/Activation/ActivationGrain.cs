using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.Activation;

public sealed class ActivationGrain(SingletonService singleton, ScopedService scoped, IGrainContext context, IGrainFactory factory)
    : Grain, IActivationGrain
{
    private readonly Guid _id = Guid.NewGuid();

    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activating");
        await Task.Yield();
        Probe.Note("activated");
    }

    public Task<Guid> Id()
    {
        Probe.Note("called");
        return Task.FromResult(_id);
    }

    public Task<InjectedServices> Services() => Task.FromResult(new InjectedServices(
        singleton.Id,
        scoped.Id,
        ServiceProvider.GetRequiredService<ScopedService>().Id,
        context.GrainId == this.GetGrainId() && ReferenceEquals(context.GrainInstance, this),
        factory.GetGrain<IActivationGrain>(this.GetPrimaryKeyString()).GetGrainId() == this.GetGrainId()));
}
