using Aevrion.Samples.OrleansHost;

namespace Aevrion.Samples.CustomerTests;

/// <summary>An application's own grain, tested on a cluster that hosts a region, as it will in production.</summary>
public sealed class ThermostatTests(RegionFixture region) : IClassFixture<RegionFixture>
{
    [Fact]
    public async Task A_thermostat_has_no_target_until_one_is_set()
    {
        var thermostat = region.Grains.GetGrain<IThermostatGrain>("attic");
        Assert.Null(await thermostat.GetTarget());

        var set = await thermostat.SetTarget(21.5);
        Assert.Equal((21.5, "test"), (set!.Degrees, set.SetIn));
        Assert.Equal(set, await thermostat.GetTarget());
    }

    [Theory]
    [InlineData(4.9)]
    [InlineData(30.1)]
    [InlineData(double.NaN)]
    public async Task A_target_that_makes_no_sense_changes_nothing(double degrees)
    {
        var thermostat = region.Grains.GetGrain<IThermostatGrain>("cellar");
        var before = await thermostat.SetTarget(18);

        Assert.Null(await thermostat.SetTarget(degrees));
        Assert.Equal(before, await thermostat.GetTarget());
    }

    [Fact]
    public async Task Targets_and_their_past_outlive_the_cluster()
    {
        double[] targets = [19, 20, 22.5];
        foreach (var degrees in targets)
            await region.Grains.GetGrain<IThermostatGrain>("kitchen").SetTarget(degrees);

        await region.RestartAsync();

        var thermostat = region.Grains.GetGrain<IThermostatGrain>("kitchen");
        Assert.Equal(22.5, (await thermostat.GetTarget())!.Degrees);
        Assert.Equal(targets.Reverse(), (await thermostat.GetPastTargets(10)).Select(target => target.Degrees));
    }
}
