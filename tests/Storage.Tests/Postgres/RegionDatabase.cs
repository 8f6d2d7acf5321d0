using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Eras;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>A region's database made ready, and a store on it. Several on one connection string are several silos.</summary>
internal sealed class RegionDatabase : IAsyncDisposable
{
    private RegionDatabase(StorageOptions options, EraLimits limits)
    {
        Options = options;
        DataSource = PostgresConnections.CreateDataSource(options, NullLoggerFactory.Instance);
        Store = new PostgresEventStore(DataSource, options.Shape, limits);
    }

    public StorageOptions Options { get; }

    public NpgsqlDataSource DataSource { get; }

    public PostgresEventStore Store { get; }

    public static StorageOptions OptionsFor(string connectionString, TreeShape? shape = null, string region = "eu") => new()
    {
        ConnectionString = connectionString,
        Region = region,
        Shape = shape ?? new TreeShape(),
        MaxPoolSize = 8,
    };

    public static Task<RegionDatabase> OpenAsync(
        string connectionString, TreeShape? shape = null, string region = "eu", EraLimits? limits = null) =>
        OpenAsync(OptionsFor(connectionString, shape, region), limits);

    public static async Task<RegionDatabase> OpenAsync(StorageOptions options, EraLimits? limits = null)
    {
        var database = new RegionDatabase(options, limits ?? EraLimits.Default);
        try
        {
            var migrator = new PostgresMigrator(options.ConnectionString, NullLogger<PostgresMigrator>.Instance);
            await new PostgresSetup(database.DataSource, options, migrator).PrepareAsync(TestContext.Current.CancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Waits until a session of the database waits for a lock.</summary>
    public async Task WaitForLockAsync()
    {
        while (await ReadAsync<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    /// <summary>Fails unless every count in tree_node is what a recount of the events gives, on every level, with nothing missing.</summary>
    public async Task AssertCountsEqualRecountAsync()
    {
        var spans = Enumerable.Range(0, Options.Shape.HighestLevel + 1)
            .Select(level => $"({level}, {Options.Shape.GranularityMs}::bigint * {(long)Math.Pow(Options.Shape.BranchingFactor, level)})");
        var wrong = await ReadAsync<long>(
            $"""
            with recount as (
                select level, ts / ms as index, count(*) as count
                from aevrion.event cross join (values {string.Join(',', spans)}) as span (level, ms) group by 1, 2
            )
            select count(*) from recount full join aevrion.tree_node as node using (level, index) where node.count is distinct from recount.count
            """);
        Assert.Equal(0, wrong);
    }

    /// <summary>Fails unless the spans cover all time without overlap and every event has the era of the span it lies in.</summary>
    public async Task AssertErasAsync()
    {
        Assert.Equal(
            0,
            await ReadAsync<long>(
                """
                select count(*) from (
                    select from_ms, lag(beyond_ms, 1, 0::bigint) over (order by from_ms) as expected from aevrion.era_span
                    union all
                    select max(beyond_ms), 9223372036854775807 from aevrion.era_span
                ) as edge
                where from_ms <> expected
                """));
        Assert.Equal(
            0,
            await ReadAsync<long>(
                """
                select count(*) from aevrion.event
                left join aevrion.era_span as span on ts >= from_ms and ts < beyond_ms
                where event.era is distinct from span.number
                """));
    }

    /// <summary>Events in each era, by number.</summary>
    public async Task<IReadOnlyList<long>> ReadEraSizesAsync() => await ReadAsync<long[]>(
        """
        select array_agg(events order by number) from (
            select number, (select count(*) from aevrion.event where event.era = number) as events from aevrion.era
        ) as counted
        """);

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
