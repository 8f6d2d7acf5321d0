using System.Text.Json;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Results;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class RowTests
{
    [Fact]
    public void A_result_file_has_rows_with_the_documented_properties()
    {
        var row = Rows.Of(1_000_000, DifferencePattern.Window, 10_000, Rows.Round(50_000), Rows.Round(60_000), Rows.Round(40_000));
        var written = JsonDocument.Parse(ResultFile.ToJson([row])).RootElement.GetProperty("rows")[0];
        Assert.Equal("reconcile", written.GetProperty("bench").GetString());
        Assert.Equal("memory", written.GetProperty("store").GetString());
        Assert.Equal(1_000_000, written.GetProperty("n").GetInt64());
        Assert.Equal(10_000, written.GetProperty("d").GetInt64());
        Assert.Equal("window", written.GetProperty("pattern").GetString());
        Assert.Equal(50_000, written.GetProperty("bytesToIdentify").GetInt64());
        Assert.Equal(51_000, written.GetProperty("bytesTotal").GetInt64());
        Assert.Equal(4, written.GetProperty("roundTrips").GetInt32());
        Assert.Equal(10, written.GetProperty("cpuMs").GetDouble());
        Assert.True(written.GetProperty("withinTarget").GetBoolean());
    }

    [Fact]
    public void What_does_not_apply_to_a_row_is_left_out()
    {
        var row = Rows.Of(1_234, DifferencePattern.Random, 7, Rows.Round(500));
        var written = JsonDocument.Parse(ResultFile.ToJson([row])).RootElement.GetProperty("rows")[0];
        Assert.False(written.TryGetProperty("withinTarget", out _));
        Assert.False(written.TryGetProperty("negentropyBytes", out _));
        Assert.False(written.TryGetProperty("repairRatio", out _));
    }

    [Theory]
    [InlineData(16_000, 4, 19, true)]
    [InlineData(16_001, 4, 19, false)]
    [InlineData(16_000, 5, 19, false)]
    [InlineData(16_000, 4, 20, false)]
    public void A_target_holds_when_the_worst_round_and_the_median_time_keep_to_it(long bytes, int roundTrips, double cpuMs, bool holds)
    {
        var row = Rows.Of(1_000_000, DifferencePattern.Random, 100, Rows.Round(9_000, cpuMs: cpuMs), Rows.Round(bytes, roundTrips, cpuMs: 1_000));
        Assert.Equal(holds, row.WithinTarget);
    }

    [Fact]
    public void Repair_after_lost_pushes_is_judged_by_all_bytes_against_those_of_the_events()
    {
        var row = Rows.Of(100_000, DifferencePattern.Lost, 1_000, Rows.Round(10, eventBytes: 100), Rows.Round(20, eventBytes: 100));
        Assert.Equal((1.2, false), (row.RepairRatio!.Value, row.WithinTarget!.Value));
    }
}
