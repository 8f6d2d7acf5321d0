using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Tests.State;

public sealed class TwoHandedGrain(
    [PersistentState("wallet")] IPersistentState<Wallet> one,
    [PersistentState("wallet")] IPersistentState<Wallet> other) : Grain, ITwoHandedGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> WriteOne()
    {
        one.State.Balance++;
        await one.WriteStateAsync();
        return _id;
    }

    public async Task<Guid> WriteOther()
    {
        other.State.Balance++;
        await other.WriteStateAsync();
        return _id;
    }

    public Task ClearOther() => other.ClearStateAsync();

    public async Task<Guid> WriteBothAndCatch()
    {
        await WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(WriteOther);
        return _id;
    }

    public Task<Guid> Id() => Task.FromResult(_id);
}
