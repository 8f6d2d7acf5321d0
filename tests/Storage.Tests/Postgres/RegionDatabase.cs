using Aevrion.Core.Tree;
using Aevrion.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>A region's database made ready, and a store on it. Several on one connection string are several silos.</summary>
internal sealed class RegionDatabase : IAsyncDisposable
{
    private RegionDatabase(StorageOptions options)
    {
        Options = options;
        DataSource = PostgresConnections.CreateDataSource(options, NullLoggerFactory.Instance);
        Store = new PostgresEventStore(DataSource, options.Shape);
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

    public static Task<RegionDatabase> OpenAsync(string connectionString, TreeShape? shape = null, string region = "eu") =>
        OpenAsync(OptionsFor(connectionString, shape, region));

    public static async Task<RegionDatabase> OpenAsync(StorageOptions options)
    {
        var database = new RegionDatabase(options);
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

    public ValueTask DisposeAsync() => DataSource.DisposeAsync();
}
