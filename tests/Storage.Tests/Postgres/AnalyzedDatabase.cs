using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>A region's database with enough rows for the planner to have a choice, and statistics of them.</summary>
public sealed class AnalyzedDatabase : IAsyncLifetime
{
    private const int Events = 60_000;
    private const int Minutes = 100_000;

    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    internal RegionDatabase Region => _region!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _region = await RegionDatabase.OpenAsync(_database.ConnectionString);
        await _region.ExecuteAsync(
            $"""
            insert into aevrion.event (ts, id, key, value, origin)
            select n * 7000, sha256(n::text::bytea), 'key/' || n % 1000, 'value', 1 from generate_series(1, {Events}) as n;
            insert into aevrion.tree_node (level, index, count)
            select distinct level, minute / (32 ^ level)::bigint, 1
            from generate_series(1, {Minutes}) as minute cross join generate_series(0, 6) as level;
            analyze aevrion.event;
            analyze aevrion.tree_node
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _region!.DisposeAsync();
        await _database!.DisposeAsync();
    }
}
