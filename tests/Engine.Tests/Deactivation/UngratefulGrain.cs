using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

public sealed class UngratefulGrain : Grain, IUngratefulGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Will not go quietly.");

    public Task<Guid> Leave()
    {
        DeactivateOnIdle();
        return Task.FromResult(_id);
    }
}
