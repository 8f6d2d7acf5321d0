using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.State;

public sealed class UnprovidedGrain([PersistentState("wallet", "nobody's")] IPersistentState<Wallet> wallet) : Grain, IUnprovidedGrain
{
    public Task Hello() => Task.FromResult(wallet.State);
}
