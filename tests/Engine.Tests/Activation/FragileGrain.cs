using Aevrion.Engine.Tests.Probing;
using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public sealed class FragileGrain : Grain, IFragileGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activating");
        await Task.Yield();
        if (!Probe.Gate.IsCompleted)
            throw new NotSupportedException("Not yet.");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note("deactivated");
        return Task.CompletedTask;
    }

    public Task<string> Hello() => Task.FromResult("hello");
}
