using Aevrion.Simulation.Kernel;

namespace Aevrion.Simulation.Tests;

/// <summary>Seeds mean the same on every machine.</summary>
public sealed class SeededRandomTests
{
    // The first numbers of SplitMix64 from this seed, as its authors' reference gives them.
    [Fact]
    public void It_is_SplitMix64()
    {
        var random = new SeededRandom(1234567);
        ulong[] drawn = [random.NextBits(), random.NextBits(), random.NextBits()];
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], drawn);
    }

    [Fact]
    public void Draws_stay_within_their_limits()
    {
        var random = new SeededRandom(7);
        for (var i = 0; i < 10_000; i++)
        {
            Assert.InRange(random.Below(3), 0, 2);
            Assert.InRange(random.Between(-5L, 5L), -5L, 5L);
            Assert.InRange(random.Spread(10, 1_000), 10, 1_000);
            Assert.InRange(random.Unit(), 0.0, 0.9999999999999999);
        }
    }
}
