using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Deactivation;

/// <summary>Which idle activations end. Those that must not are compared with one that does.</summary>
public sealed class IdleCollectionTests(CollectingCluster cluster) : IClassFixture<CollectingCluster>
{
    private const string Collected = "deactivating: ActivationIdle";

    [Fact]
    public async Task An_idle_activation_ends() => await UntilAnotherIsCollected();

    [Fact]
    public async Task An_activation_in_use_stays()
    {
        var (key, grain) = await Start<IdleGrain>();
        var (otherKey, _) = await Start<IdleGrain>();
        await Eventually.Holds(() =>
        {
            _ = grain.Touch();
            return Probe.Of(otherKey).Count(Collected) == 1;
        });
        Assert.Equal(0, Probe.Of(key).Count(Collected));
    }

    [Fact]
    public async Task A_class_that_is_kept_alive_stays() => await Stays<KeptAliveGrain>();

    [Fact]
    public async Task A_class_with_a_longer_limit_stays() => await Stays<PatientGrain>();

    [Fact]
    public async Task A_delayed_activation_stays_until_the_delay_is_taken_back()
    {
        var (key, grain) = await Start<IdleGrain>();
        await grain.DelayDeactivation();
        await UntilAnotherIsCollected();
        Assert.Equal(0, Probe.Of(key).Count(Collected));
        await grain.TakeDelayBack();
        await Eventually.Holds(() => Probe.Of(key).Count(Collected) == 1);
    }

    [Fact]
    public async Task A_timer_does_not_keep_an_activation()
    {
        var (key, grain) = await Start<IdleGrain>();
        await grain.StartTimer(keepAlive: false);
        await Eventually.Holds(() => Probe.Of(key).Count(Collected) == 1);
        Assert.NotEqual(0, Probe.Of(key).Count("tick"));
    }

    [Fact]
    public async Task A_timer_keeps_an_activation_where_it_shall()
    {
        var (key, grain) = await Start<IdleGrain>();
        await grain.StartTimer(keepAlive: true);
        await UntilAnotherIsCollected();
        Assert.Equal(0, Probe.Of(key).Count(Collected));
    }

    private async Task Stays<TGrain>()
    {
        var (key, _) = await Start<TGrain>();
        await UntilAnotherIsCollected();
        Assert.Equal(0, Probe.Of(key).Count(Collected));
    }

    /// <summary>Long enough for an activation that began before to be collected too.</summary>
    private async Task UntilAnotherIsCollected()
    {
        var (key, _) = await Start<IdleGrain>();
        await Eventually.Holds(() => Probe.Of(key).Count(Collected) == 1);
    }

    private async Task<(string Key, IIdleGrain Grain)> Start<TGrain>()
    {
        var key = Probe.NewKey();
        var grain = cluster.Grains.GetGrain<IIdleGrain>(key, typeof(TGrain).FullName);
        await grain.Touch();
        return (key, grain);
    }
}
