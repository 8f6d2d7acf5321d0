using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Tests.State;

public sealed class WalletGrain(
    [PersistentState("wallet")] IPersistentState<Wallet> wallet,
    [PersistentState("pocket", SharedClusterConfigurator.NamedStorage)] IPersistentState<Wallet> named)
    : Grain, IWalletGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Probe.Of(this.GetPrimaryKeyString()).Note($"activated with {wallet.State.Balance}");
        return Task.CompletedTask;
    }

    public Task<WalletView> View() => Task.FromResult(new WalletView(
        wallet.State.Balance, wallet.State.Entries.Count, wallet.RecordExists, wallet.Etag is not null, named.State.Balance));

    public Task Add(long amount)
    {
        wallet.State.Balance += amount;
        wallet.State.Entries.Add($"{amount}");
        wallet.State.Last = DateTimeOffset.UnixEpoch;
        return Task.CompletedTask;
    }

    public Task Write() => wallet.WriteStateAsync();

    public Task Clear() => wallet.ClearStateAsync();

    public Task Read() => wallet.ReadStateAsync();

    public Task WriteNamed(long amount)
    {
        named.State.Balance = amount;
        return named.WriteStateAsync();
    }

    public async Task WriteManyAtOnce(int writes)
    {
        var all = new List<Task>();
        for (var write = 0; write < writes; write++)
        {
            await Add(1);
            all.Add(wallet.WriteStateAsync());
        }

        await Task.WhenAll(all);
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
