using Aevrion.Engine.Tests.Probing;
using Orleans;

namespace Aevrion.Engine.Tests.Hosting;

public sealed class LifeGrain : Grain, ILifeGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Probe.Note($"deactivated: {reason.ReasonCode}");
    }

    public Task Note(string what)
    {
        Probe.Note(what);
        return Task.CompletedTask;
    }

    public async Task WaitAtGate()
    {
        Probe.Note("began");
        await Probe.Gate;
        Probe.Note("ended");
    }

    public async Task WaitAtGateAndNoteElsewhere(string other)
    {
        await WaitAtGate();
        await GrainFactory.GetGrain<ILifeGrain>(other).Note("noted");
    }

    public Task NoteOneWay(string what) => Note(what);
}
