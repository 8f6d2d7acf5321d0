using Aevrion.Core.Reconciliation;

namespace Aevrion.Core.Tests.Reconciliation;

public sealed class SymbolBudgetTests
{
    // A repetition in small of the experiment in the documentation.
    [Theory]
    [InlineData(2, 500)]
    [InlineData(7, 500)]
    [InlineData(40, 300)]
    [InlineData(150, 200)]
    [InlineData(700, 60)]
    [InlineData(3_000, 20)]
    public void Budgets_hold_as_often_as_stated(int difference, int trials)
    {
        var needed = Enumerable.Range(0, trials).Select(seed => Needed(difference, seed)).Order().ToList();
        var withinUsual = needed.Count(symbols => symbols <= SymbolBudget.Usual(difference)) / (double)trials;
        Assert.InRange(withinUsual, 0.92, 1);
        Assert.True(needed[trials / 2] < SymbolBudget.Usual(difference), "Half of them need less.");
        Assert.InRange(needed.Count(symbols => symbols > SymbolBudget.Ample(difference)), 0, 2);
        Assert.InRange(needed.Average() / difference, 1.3, 1.9);
    }

    [Fact]
    public void Budgets_grow_with_the_difference_and_stay_close_to_it()
    {
        for (var difference = 1; difference < 30_000; difference++)
        {
            Assert.True(SymbolBudget.Usual(difference) >= SymbolBudget.Usual(difference - 1));
            Assert.True(SymbolBudget.Ample(difference) >= SymbolBudget.Ample(difference - 1));
            Assert.InRange(SymbolBudget.Ample(difference), SymbolBudget.Usual(difference), 10 * difference);
        }

        Assert.InRange(SymbolBudget.Usual(100_000), 135_000, 139_000);
        Assert.Equal(SymbolMapping.MaxSymbols, SymbolBudget.Ample(int.MaxValue));
        Assert.Equal((1, 1), (SymbolBudget.Usual(0), SymbolBudget.Ample(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SymbolBudget.Usual(-1));
    }

    [Fact]
    public void Every_further_run_grows_by_a_quarter_at_least()
    {
        Assert.Equal(8, SymbolBudget.Next(1, 0));
        Assert.Equal(250, SymbolBudget.Next(1_000, 0));
        Assert.InRange(SymbolBudget.Next(32, 1_000), 1_400, 1_800);
        Assert.Equal(SymbolMapping.MaxSymbols - 1, SymbolBudget.Next(1, int.MaxValue));
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(300, 0)]
    [InlineData(20, 2_000)]
    public void The_estimate_is_right_on_average(int there, int here)
    {
        const int trials = 200;
        var estimates = Enumerable.Range(0, trials).Select(seed =>
        {
            var scheme = Samples.SchemeOf(seed);
            var remote = Samples.Symbols(scheme, [.. Samples.Items8(500, 1), .. Samples.Items8(there, 2)], 32);
            var local = new RatelessEncoder<Item8>(scheme, [.. Samples.Items8(500, 1), .. Samples.Items8(here, 3)]);
            var decoder = new RatelessDecoder<Item8>(scheme, local, DecoderLimits.For(10_000));
            Assert.Equal(DecoderStatus.NeedsMore, decoder.Add(new SymbolRun<Item8>(0, 500 + there, remote)));
            return decoder.EstimatedDifference;
        }).ToList();
        Assert.All(estimates, estimate => Assert.InRange(estimate, Math.Abs(there - here), 4 * (there + here)));
        Assert.InRange(estimates.Average() / (there + here), 0.9, 1.2);
    }

    [Fact]
    public void Estimates_are_at_hand_for_any_counts()
    {
        var estimator = default(DifferenceEstimator);
        Assert.Equal(0, estimator.Estimate);
        estimator.Add(0, -7);
        Assert.Equal(7, estimator.Estimate);
        estimator.Add(1, long.MinValue);
        Assert.Equal(int.MaxValue, estimator.Estimate);
    }

    [Fact]
    public void Runs_of_estimated_length_reach_any_difference_in_a_few_round_trips()
    {
        foreach (var difference in new[] { 5, 60, 700, 6_000 })
        {
            var scheme = Samples.SchemeOf(difference);
            var remote = new RatelessEncoder<Item8>(scheme, Samples.Items8(difference, 1));
            var local = new RatelessEncoder<Item8>(scheme, Array.Empty<Item8>());
            var decoder = new RatelessDecoder<Item8>(scheme, local, DecoderLimits.For(10_000));
            var trips = 0;
            for (var next = 24; decoder.Status == DecoderStatus.NeedsMore; trips++)
            {
                var start = decoder.Received;
                decoder.Add(new SymbolRun<Item8>(start, difference, remote.Prefix(start + next)[start..].ToArray()));
                next = SymbolBudget.Next(decoder.Received, decoder.EstimatedDifference);
            }

            Assert.Equal(DecoderStatus.Decoded, decoder.Status);
            Assert.InRange(trips, 1, 4);
        }
    }

    private static int Needed(int difference, int seed)
    {
        var items = Samples.Items8(difference, seed);
        var half = difference / 2;
        return Samples.Reconcile(Samples.SchemeOf(seed), items[..half], items[half..], new DecoderLimits(100_000, difference)).Received;
    }
}
