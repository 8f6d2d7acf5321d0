using Aevrion.Bench.Databases;
using Aevrion.Bench.Reconcile;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Report;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Bench.Tests.Reconcile;

public sealed class SmallRunTests
{
    private const int Events = 2_000;
    private const int Rounds = 2;

    [Fact]
    public async Task A_run_in_memory_has_a_row_for_each_difference_and_leaves_the_regions_equal()
    {
        var rows = await RunAsync(StoreKind.Memory, _ => new MemoryPairs(ReconcileBench.Shape));
        Assert.Equal([0, 1, 10], rows.Select(row => row.D));
        Assert.All(rows, row => Assert.Equal((Events, Rounds, StoreKind.Memory), (row.N, row.Rounds, row.Store)));
        Assert.All(rows, row => Assert.Equal(row.BytesToIdentify + row.EventBytes, row.BytesTotal));
        Assert.Equal((1, 0L), (rows[0].RoundTrips, rows[0].EventBytes));
        Assert.True(rows[2].EventBytes > 10 * SyntheticHistory.ValueBytes);
    }

    [Fact]
    public async Task The_same_differences_take_the_same_bytes_on_PostgreSQL()
    {
        var server = new BenchServer(Environment.GetEnvironmentVariable(PostgresDatabase.ServerVariable)!, $"aevrion_bench_{Guid.NewGuid():n}");
        var stored = await RunAsync(StoreKind.Postgres, _ => new PostgresPairs(server, ReconcileBench.Shape));
        var inMemory = await RunAsync(StoreKind.Memory, _ => new MemoryPairs(ReconcileBench.Shape));
        Assert.Equal(inMemory.Select(row => (row.D, row.BytesTotal, row.RoundTrips)), stored.Select(row => (row.D, row.BytesTotal, row.RoundTrips)));
    }

    private static Task<IReadOnlyList<ReconcileRow>> RunAsync(StoreKind store, Func<StoreKind, IPairSource> sourceOf)
    {
        var settings = new ReconcileSettings
        {
            Stores = [store],
            Events = [Events],
            Differences = [0, 1, 10],
            Patterns = [DifferencePattern.Random],
            Rounds = Rounds,
            WarmUp = false,
        };
        return new ReconcileBench(settings, sourceOf, new QuietDisplay()).RunAsync(TestContext.Current.CancellationToken);
    }
}
