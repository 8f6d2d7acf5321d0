using Aevrion.Bench.Measuring;

namespace Aevrion.Bench.Tests.Measuring;

public sealed class SamplesTests
{
    [Fact]
    public void The_median_is_the_middle_value_whatever_the_order() => Assert.Equal(3, new Samples(9, 1, 3).Median);

    [Fact]
    public void The_median_of_an_even_number_lies_between_the_two_in_the_middle() => Assert.Equal(2.5, new Samples(4, 1, 2, 3).Median);

    [Fact]
    public void Nothing_measured_has_no_median() => Assert.Throws<InvalidOperationException>(() => new Samples().Median);

    [Fact]
    public void The_spread_is_the_largest_over_the_smallest() => Assert.Equal(4, new Samples(2, 8, 5).Spread);

    [Fact]
    public void Values_that_are_all_zero_do_not_spread() => Assert.Equal(1, new Samples(0, 0).Spread);
}
