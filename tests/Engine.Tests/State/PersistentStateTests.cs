using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Orleans.Storage;

namespace Aevrion.Engine.Tests.State;

/// <summary>State that outlives activations.</summary>
public sealed class PersistentStateTests(SharedCluster shared)
{
    private readonly string _key = Probe.NewKey();

    private IWalletGrain Wallet => shared.Grains.GetGrain<IWalletGrain>(_key);

    private ITwoHandedGrain TwoHanded => shared.Grains.GetGrain<ITwoHandedGrain>(_key);

    [Fact]
    public async Task State_begins_new_and_not_stored() =>
        Assert.Equal(new WalletView(0, 0, IsStored: false, HasTag: false, 0), await Wallet.View());

    [Fact]
    public async Task What_was_written_is_there_when_the_next_activation_activates()
    {
        await Wallet.Add(5);
        await Wallet.Write();
        await Wallet.Leave();
        Assert.Equal(new WalletView(5, 1, IsStored: true, HasTag: true, 0), await Wallet.View());
        Assert.Equal(["activated with 0", "activated with 5"], Probe.Of(_key).Events);
    }

    [Fact]
    public async Task What_was_not_written_is_gone()
    {
        await Wallet.Add(5);
        await Wallet.Write();
        await Wallet.Add(1);
        await Wallet.Leave();
        Assert.Equal(5, (await Wallet.View()).Balance);
    }

    [Fact]
    public async Task Reading_takes_what_is_stored()
    {
        await Wallet.Add(5);
        await Wallet.Write();
        await Wallet.Add(1);
        await Wallet.Read();
        Assert.Equal(new WalletView(5, 1, IsStored: true, HasTag: true, 0), await Wallet.View());
    }

    [Fact]
    public async Task Clearing_begins_anew()
    {
        await Wallet.Add(5);
        await Wallet.Write();
        await Wallet.Clear();
        Assert.False((await Wallet.View()).IsStored);
        Assert.Equal(0, (await Wallet.View()).Balance);
        await Wallet.Add(2);
        await Wallet.Write();
        await Wallet.Leave();
        Assert.Equal(2, (await Wallet.View()).Balance);
    }

    [Fact]
    public async Task Two_states_of_one_grain_are_stored_apart()
    {
        await Wallet.WriteNamed(7);
        await Wallet.Leave();
        Assert.Equal(new WalletView(0, 0, IsStored: false, HasTag: false, 7), await Wallet.View());
    }

    [Fact]
    public async Task Writes_asked_for_at_once_end_with_the_last_state()
    {
        await Eventually.Answers(Wallet.WriteManyAtOnce(20));
        await Wallet.Leave();
        Assert.Equal(20, (await Wallet.View()).Balance);
    }

    [Fact]
    public async Task A_write_of_an_outdated_copy_is_refused()
    {
        await TwoHanded.WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(() => TwoHanded.WriteOther());
    }

    [Fact]
    public async Task Clearing_an_outdated_copy_is_refused()
    {
        await TwoHanded.WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(() => TwoHanded.ClearOther());
    }

    [Fact]
    public async Task A_request_that_fails_over_outdated_state_ends_the_activation()
    {
        var before = await TwoHanded.WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(() => TwoHanded.WriteOther());
        Assert.NotEqual(before, await TwoHanded.WriteOther());
        await Assert.ThrowsAsync<InconsistentStateException>(() => TwoHanded.WriteOne());
    }

    [Fact]
    public async Task A_grain_may_handle_outdated_state_itself()
    {
        var before = await TwoHanded.WriteBothAndCatch();
        Assert.Equal(before, await TwoHanded.Id());
    }

    [Fact]
    public async Task A_missing_storage_provider_fails_the_call() =>
        await Assert.ThrowsAnyAsync<Exception>(() => Eventually.Answers(shared.Grains.GetGrain<IUnprovidedGrain>(_key).Hello()));
}
