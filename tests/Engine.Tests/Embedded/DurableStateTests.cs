using Aevrion.Engine.Tests.Probing;
using Aevrion.Engine.Tests.State;
using Orleans.Storage;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>Grain state in PostgreSQL.</summary>
public sealed class DurableStateTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    private readonly string _key = Probe.NewKey();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task State_survives_the_silo(bool gracefully)
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var wallet = cluster.GrainFactory.GetGrain<IWalletGrain>(_key);
        await wallet.Add(5);
        await wallet.Write();
        await wallet.WriteNamed(7);
        var silo = cluster.Primary!;
        if (!gracefully)
            await cluster.KillSiloAsync(silo);
        await cluster.RestartSiloAsync(silo);
        Assert.Equal(new WalletView(5, 1, IsStored: true, HasTag: true, 7), await wallet.View());
    }

    [Fact]
    public async Task State_can_be_cleared_and_written_again()
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var wallet = cluster.GrainFactory.GetGrain<IWalletGrain>(_key);
        await wallet.Add(5);
        await wallet.Write();
        await wallet.Clear();
        Assert.False((await wallet.View()).IsStored);
        await wallet.Clear();
        await wallet.Add(2);
        await wallet.Write();
        await wallet.Leave();
        Assert.Equal(2, (await wallet.View()).Balance);
    }

    [Fact]
    public async Task Writes_asked_for_at_once_end_with_the_last_state()
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var wallet = cluster.GrainFactory.GetGrain<IWalletGrain>(_key);
        await Eventually.Answers(wallet.WriteManyAtOnce(50));
        await wallet.Leave();
        Assert.Equal(50, (await wallet.View()).Balance);
    }

    [Fact]
    public async Task An_outdated_copy_is_neither_written_nor_cleared()
    {
        await using var cluster = await DurableCluster.StartAsync(database.ConnectionString);
        var grain = cluster.GrainFactory.GetGrain<ITwoHandedGrain>(_key);
        var before = await grain.WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.WriteOther());
        Assert.NotEqual(before, await grain.WriteOne());
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.WriteOther());
        await grain.WriteOne();
        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.ClearOther());
    }

    [Fact]
    public async Task Two_processes_that_write_the_same_state_cannot_both_win()
    {
        await using var one = await DurableCluster.StartAsync(database.ConnectionString);
        await using var other = await DurableCluster.StartAsync(database.ConnectionString);
        var here = one.GrainFactory.GetGrain<IWalletGrain>(_key);
        var there = other.GrainFactory.GetGrain<IWalletGrain>(_key);
        await here.Add(1);
        await there.Add(2);
        await here.Write();
        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => there.Write());
        Assert.Equal("1", refused.StoredEtag);
        Assert.Null(refused.CurrentEtag);
        Assert.Equal(1, (await there.View()).Balance);
    }

    [Fact]
    public async Task Services_that_share_a_database_do_not_see_each_others_state()
    {
        await using var one = await DurableCluster.StartAsync(database.ConnectionString, "one");
        await using var other = await DurableCluster.StartAsync(database.ConnectionString, "other");
        var wallet = one.GrainFactory.GetGrain<IWalletGrain>(_key);
        await wallet.Add(1);
        await wallet.Write();
        Assert.False((await other.GrainFactory.GetGrain<IWalletGrain>(_key).View()).IsStored);
    }
}
