using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>A region's database with enough rows for the planner to have a choice, and statistics of them.</summary>
public sealed class AnalyzedDatabase : IAsyncLifetime
{
    private const int Events = 60_000;
    private const int Minutes = 100_000;

    /// <summary>Events of an era, of which there are twenty-one, the last all but empty.</summary>
    private const int EraEvents = 3_000;

    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    internal RegionDatabase Region => _region!;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _region = await RegionDatabase.OpenAsync(_database.ConnectionString);
        await _region.ExecuteAsync(
            $"""
            insert into aevrion.event (ts, id, key, value, origin, era)
            select n * 7000, sha256(n::text::bytea), case when n % 3 = 0 then 'hot' else 'key/' || n % 1000 end, 'value', 1, n / {EraEvents}
            from generate_series(1, {Events}) as n;
            truncate aevrion.era_span, aevrion.era;
            insert into aevrion.era (number, events) select n, {EraEvents} from generate_series(0, {Events} / {EraEvents}) as n;
            insert into aevrion.era_span (from_ms, beyond_ms, number)
            select number * {EraEvents} * 7000, lead(number * {EraEvents} * 7000, 1, 9223372036854775807) over (order by number), number
            from (select number::bigint from aevrion.era) as era;
            insert into aevrion.tree_node (level, index, count)
            select distinct level, minute / (32 ^ level)::bigint, 1
            from generate_series(1, {Minutes}) as minute cross join generate_series(0, 6) as level;
            insert into aevrion.commit_log (at_ms, events_until, stamps)
            select n, n, int8send(n * 7000) || sha256(n::text::bytea) from generate_series(1, {Events}) as n;
            analyze aevrion.commit_log;
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
