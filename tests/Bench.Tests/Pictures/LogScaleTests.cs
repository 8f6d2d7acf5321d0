using Aevrion.Bench.Pictures;

namespace Aevrion.Bench.Tests.Pictures;

public sealed class LogScaleTests
{
    private static readonly LogScale Scale = new(10, 100_000, 0, 400);

    [Theory]
    [InlineData(10, 0)]
    [InlineData(100, 100)]
    [InlineData(100_000, 400)]
    [InlineData(1, 0)]
    [InlineData(1_000_000, 400)]
    public void Each_factor_of_ten_is_as_long_as_the_next(double value, double place) => Assert.Equal(place, Scale.At(value), 6);

    [Fact]
    public void Decades_are_the_powers_of_ten_on_the_scale() => Assert.Equal([10, 100, 1_000, 10_000, 100_000], Scale.Decades());

    [Fact]
    public void A_scale_may_run_downwards() => Assert.Equal(300, new LogScale(10, 100_000, 400, 0).At(100), 6);
}
