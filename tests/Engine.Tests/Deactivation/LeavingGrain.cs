using Aevrion.Engine.Tests.Probing;
using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

public class LeavingGrain : Grain, ILeavingGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private int _calls;

    private protected Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Note("activated");
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Probe.Note($"deactivating: {reason.ReasonCode}");
        await Task.Yield();
        Probe.Note("deactivated");
    }

    public Task<Guid> Id() => Task.FromResult(_id);

    public Task<Guid> Leave()
    {
        DeactivateOnIdle();
        return Id();
    }

    public async Task<Guid> LeaveAndWaitAtGate()
    {
        this.DeactivateOnIdle();
        Probe.Note("waiting");
        await Probe.Gate;
        return _id;
    }

    public Task<int> CountAndLeaveAtFifties()
    {
        if (++_calls % 50 == 0)
            DeactivateOnIdle();
        return Task.FromResult(_calls);
    }
}
