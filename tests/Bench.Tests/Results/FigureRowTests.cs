using System.Text.Json;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Results;

namespace Aevrion.Bench.Tests.Results;

public sealed class FigureRowTests
{
    private static readonly Figure Puts = new("puts", "puts/s");

    [Fact]
    public void The_ratio_is_that_of_the_medians()
    {
        var row = FigureRow.Of("write", Puts, new Samples(10, 80, 30), "raw", new Samples(60, 40, 50));
        Assert.Equal((30, 50, 0.6), (row.Value, row.AgainstValue, row.Ratio));
        Assert.Equal((8, 1.5), (row.Spread, row.AgainstSpread));
    }

    [Theory]
    [InlineData(69, false)]
    [InlineData(70, true)]
    public void A_ratio_to_reach_holds_from_there_on(double ours, bool holds) =>
        Assert.Equal(holds, FigureRow.Of("write", Puts with { AtLeast = 0.7 }, new Samples(ours), "raw", new Samples(100)).Holds);

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public void A_ratio_not_to_exceed_holds_up_to_there(double ours, bool holds) =>
        Assert.Equal(holds, FigureRow.Of("write", Puts with { AtMost = 2.5 }, new Samples(ours), "raw", new Samples(100)).Holds);

    [Theory]
    [InlineData(1_500, true)]
    [InlineData(1_501, false)]
    public void A_value_not_to_exceed_needs_no_peer(double ours, bool holds) =>
        Assert.Equal(holds, FigureRow.Of("memory", Puts with { ValueAtMost = 1_500 }, new Samples(ours)).Holds);

    [Fact]
    public void Without_a_target_nothing_holds_or_misses() =>
        Assert.Null(FigureRow.Of("write", Puts, new Samples(1), "raw", new Samples(2)).Holds);

    [Theory]
    [InlineData(123_456.789, 123_457)]
    [InlineData(12.34567, 12.35)]
    [InlineData(0.00123456, 0.001235)]
    public void Values_keep_four_digits_that_mean_something(double measured, double written) =>
        Assert.Equal(written, FigureRow.Of("write", Puts, new Samples(measured)).Value, 1e-9);

    [Fact]
    public void In_a_result_file_a_row_has_what_the_contract_says_and_leaves_out_what_does_not_apply()
    {
        var compared = FigureRow.Of("write", Puts with { AtLeast = 0.5 }, new Samples(30), "raw", new Samples(40));
        var alone = FigureRow.Of("write", Puts, new Samples(30));
        using var json = JsonDocument.Parse(ResultFile.ToJson([compared, alone]));
        var rows = json.RootElement.GetProperty("rows");
        Assert.Equal(
            ["bench", "figure", "value", "unit", "spread", "against", "againstValue", "againstSpread", "ratio", "atLeast", "holds", "rounds"],
            rows[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["bench", "figure", "value", "unit", "spread", "rounds"], rows[1].EnumerateObject().Select(property => property.Name));
        Assert.Equal(0.75, rows[0].GetProperty("ratio").GetDouble());
    }

    [Fact]
    public void The_page_has_a_table_a_bench_with_every_figure()
    {
        var page = FigurePage.Of([
            FigureRow.Of("write", Puts with { AtLeast = 0.5, Note = "Both with 4 clients." }, new Samples(12_345), "raw", new Samples(20_000)),
            FigureRow.Of("read", Puts with { Name = "gets" }, new Samples(1)),
        ]);
        Assert.Contains("### write", page, StringComparison.Ordinal);
        Assert.Contains("### read", page, StringComparison.Ordinal);
        Assert.Contains("| puts | 12,345 | puts/s | 1.00 | raw | 20,000 | 1.00 | 0.62 | ≥ 0.50 | holds |", page, StringComparison.Ordinal);
        Assert.Contains("- puts: Both with 4 clients.", page, StringComparison.Ordinal);
    }
}
