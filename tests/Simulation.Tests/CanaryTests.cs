using Aevrion.Simulation.Canaries;
using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Tests;

/// <summary>Broken builds of the product are noticed: the checks are worth something.</summary>
public sealed class CanaryTests
{
    public static TheoryData<string> Names => [.. Canary.All.Select(canary => canary().Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_broken_build_is_caught(string name)
    {
        var canary = Canary.All.Single(made => made().Name == name);
        var violating = SeedRange.Run(1, canary().MaxSeeds, canary);
        Assert.True(violating is not null, $"{name} went unnoticed in {canary().MaxSeeds} seeds.");
    }

    [Fact]
    public void A_violation_is_found_again_by_its_seed()
    {
        var violating = SeedRange.Run(1, 100, () => new StaleDigestsValid());
        var again = SimulationRun.Of(violating!.Seed, new StaleDigestsValid());
        Assert.Equal(violating, again);
    }
}
