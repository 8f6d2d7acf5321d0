using System.Globalization;
using Aevrion.Bench.Blake3;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Engine;
using Aevrion.Bench.Memory;
using Aevrion.Bench.Overload;
using Aevrion.Bench.Read;
using Aevrion.Bench.Results;
using Aevrion.Bench.Tools;
using Aevrion.Bench.Write;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Bench.Tests;

/// <summary>Each bench, as short as can be: that it runs and what it measures, not what comes out.</summary>
[Collection(AloneCollection.Name)]
public sealed class TinyRunTests
{
    private static readonly FigureSettings Tiny = new(Rounds: 1, Seconds: 0.05) { WarmUps = 0 };

    private static bool HasPgbench => ExternalTool.Find("pgbench") is not null;

    [Fact]
    public async Task Bench_engine()
    {
        var rows = await RunAsync(new EngineBench(), "");
        Assert.Equal(["calls-one-caller", "calls-many-callers", "bytes-per-call"], rows.Select(row => row.Figure));
    }

    [Fact]
    public async Task Bench_blake3_holds_events_against_the_scalar_way()
    {
        var rows = await RunAsync(new Blake3Bench(), "", "200-bytes-batch-of-8", "200-bytes-batch-of-1000");
        Assert.Equal(["200-bytes-batch-of-8", "200-bytes-batch-of-1000"], rows.Select(row => row.Figure));
        Assert.All(rows, row => Assert.Equal(3, row.AtLeast));
    }

    [Fact]
    public async Task Bench_write_holds_puts_against_raw_batches_and_against_a_shorter_history()
    {
        var rows = await RunAsync(new WriteBench(), "--growth 2000,4000 --growth-distinct 1000,2000");
        Assert.Equal(2, rows.Count(row => row.Figure == "in-process-puts" && row.AtLeast == 0.7));
        Assert.Equal(2, rows.Count(row => row.Figure == "http-batches" && row.AtLeast == 0.6));
        Assert.Equal(HasPgbench ? 2 : 0, rows.Count(row => row.Figure is "http-puts" or "http-put-latency"));
        Assert.Equal(
            ["growth-puts-at-4000", "growth-latest-at-4000", "growth-at-time-at-4000", "growth-history-at-4000"],
            rows.Where(row => row.Figure.StartsWith("growth-", StringComparison.Ordinal) && row.Figure.EndsWith("-4000", StringComparison.Ordinal) && row.Holds is not null)
                .Select(row => row.Figure));
        Assert.Contains(rows, row => row.Figure == "growth-distinct-keys-puts-at-2000");
    }

    [Fact]
    public async Task Bench_read_holds_gets_against_the_server_the_engine_and_the_database()
    {
        var rows = await RunAsync(new ReadBench(), "--cold 5000");
        string[] always = ["in-process-gets", "http-gets", "allocated-per-http-get"];
        Assert.Equal(HasPgbench ? [.. always, "cold-gets", "cold-multi-gets"] : [.. always, "cold-multi-gets"], rows.Select(row => row.Figure));
    }

    [Fact]
    public async Task Bench_memory_sees_idle_keys_go()
    {
        var rows = await RunAsync(new MemoryBench(), "--keys 2000 --counted 40000");
#if !ENGINE_ORLEANS // collects by the machine's clock, which this does not put forward
        // What the runtime keeps for itself meanwhile is of the size of a few thousand keys.
        Assert.InRange(rows.Single(row => row.Figure == "held-after-idle").Ratio!.Value, 0, 0.5);
#endif
        Assert.True(rows.Single(row => row.Figure == "held-per-active-key").Value > 100);
        Assert.True(rows.Single(row => row.Figure == "resident-with-active-keys").Value > 0);
    }

    [Fact]
    public async Task Bench_overload_offers_more_than_is_done()
    {
        var rows = await RunAsync(new OverloadBench(), "--connections 20 --factor 4");
        Assert.True(rows.Single(row => row.Figure == "offered").Value > 0);
        Assert.Equal(0, rows.Single(row => row.Figure == "broken-under-load").Value);
        Assert.True(rows.Single(row => row.Figure == "resident-peak").Value > 0);
        Assert.Contains(rows, row => row.Figure == "normal-after");
    }

    private static async Task<IReadOnlyList<FigureRow>> RunAsync(FigureBench bench, string arguments, params string[] only)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"bench_{Guid.NewGuid():n}");
        var server = new BenchServer(Environment.GetEnvironmentVariable(PostgresDatabase.ServerVariable)!, prefix);
        var parsed = bench.Command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        var report = await bench.Prepare(Tiny with { Only = only }, parsed)
            .RunAsync(new BenchContext(new QuietDisplay(), server), TestContext.Current.CancellationToken);
        var rows = report.Rows.Cast<FigureRow>().ToList();
        Assert.All(rows, row => Assert.True(double.IsFinite(row.Value) && row.Value >= 0, $"{row.Figure} is {row.Value}."));
        return rows;
    }
}
