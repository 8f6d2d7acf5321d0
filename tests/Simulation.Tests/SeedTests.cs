using Aevrion.Simulation.Running;

namespace Aevrion.Simulation.Tests;

/// <summary>The regions keep every promise, whatever the seed draws.</summary>
public sealed class SeedTests
{
    private const int Seeds = 2_000;
    private const ulong Sample = 25;
    private const ulong SampleStep = 79;

    [Fact]
    public void Every_promise_is_kept_in_2000_seeds()
    {
        long steps = 0;
        var violating = SeedRange.Run(1, Seeds, () => new ProductBuild(), result => steps += result.Steps);
        Assert.True(violating is null, $"./aevrion simulate --seed {violating?.Seed} --trace: {violating?.Violation}");
        Assert.True(steps > 1_000 * Seeds, "The seeds do too little to prove anything.");
    }

    [Fact]
    public void A_seed_goes_the_same_way_every_time()
    {
        for (var i = 0UL; i < Sample; i++)
        {
            var seed = 1 + (i * SampleStep);
            Assert.Equal(SimulationRun.Of(seed, new ProductBuild()).TraceHash, SimulationRun.Of(seed, new ProductBuild()).TraceHash);
        }
    }

    [Fact]
    public void Different_seeds_go_different_ways() =>
        Assert.NotEqual(SimulationRun.Of(1, new ProductBuild()).TraceHash, SimulationRun.Of(2, new ProductBuild()).TraceHash);

    [Fact]
    public void A_trace_tells_the_same_run()
    {
        using var log = new StringWriter();
        var traced = SimulationRun.Of(5, new ProductBuild(), log);
        Assert.Equal(SimulationRun.Of(5, new ProductBuild()).TraceHash, traced.TraceHash);
        Assert.Contains("everything is healed", log.ToString(), StringComparison.Ordinal);
    }
}
