using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Tests.Conformance;
using Npgsql;

namespace Aevrion.Storage.Tests.Rebuild;

/// <summary>Whatever became of the derived state, a rebuild makes it what the events say.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private static readonly TreeShape Shape = new(granularityMs: 1_000, branchingFactor: 4);

    private RebuiltRegion? _region;

    private RebuiltRegion Region => _region!;

    private static Event[] History { get; } =
    [
        .. SampleEvents.Series(1_500, stepMs: 137),
        .. SampleEvents.Series(1_600, stepMs: 0, "dense"),
        .. SampleEvents.Series(60, stepMs: 50_000_000, "sparse", start: 0),
        SampleEvents.Put("last", "v", EventLimits.MaxTimestamp),
    ];

    public async ValueTask InitializeAsync()
    {
        _region = await RebuiltRegion.CreateAsync(Shape);
        await Region.AppendAsync(History);
    }

    public ValueTask DisposeAsync() => Region.DisposeAsync();

    [Fact]
    public async Task A_sound_tree_gets_the_digests_it_lacks_and_nothing_else()
    {
        var first = await Region.RunAsync();
        Assert.False(first.FoundMistakes);
        Assert.Equal(History.Length, first.Events);
        Assert.Equal(await Region.Region.ReadAsync<long>("select count(*) from aevrion.tree_node"), first.Nodes);
        Assert.Equal(first.Nodes, first.TakenDigests);
        await Region.AssertTrueAsync(History);

        var before = await Region.Region.ReadAsync<string>("select string_agg(ctid::text || xmin::text, ',' order by level, index) from aevrion.tree_node");
        var second = await Region.RunAsync();
        Assert.Equal(first with { TakenDigests = 0 }, second);
        Assert.Equal(before, await Region.Region.ReadAsync<string>("select string_agg(ctid::text || xmin::text, ',' order by level, index) from aevrion.tree_node"));
    }

    [Theory]
    [InlineData("update aevrion.tree_node set count = count + 1 + index % 3")]
    [InlineData("update aevrion.tree_node set count = 1")]
    [InlineData("update aevrion.tree_node set count = count + 5 where level = 0")]
    [InlineData("update aevrion.tree_node set count = count * 2 where level > 6")]
    [InlineData("truncate aevrion.tree_node")]
    [InlineData("delete from aevrion.tree_node where index % 2 = 0")]
    [InlineData("delete from aevrion.tree_node where level = 5")]
    [InlineData("update aevrion.tree_node set digest = sha256('wrong'), digest_count = count")]
    [InlineData("update aevrion.tree_node set digest = sha256('a trap'), digest_count = count + 1")]
    [InlineData("update aevrion.tree_node set count = count + 3, digest = sha256('both'), digest_count = count + 3 where index % 2 = 1")]
    [InlineData("update aevrion.tree_node set index = index + 1000000000000000")]
    [InlineData("insert into aevrion.tree_node (level, index, count) select level, index, 7 from generate_series(0, 40) level, (values (77), (9000000000000000000), (-5)) as orphan (index) on conflict do nothing")]
    public async Task Rows_that_are_wrong_are_mended(string damage)
    {
        await Region.RunAsync();
        await Region.Region.ExecuteAsync(damage);
        Assert.True((await Region.RunAsync()).FoundMistakes);
        await Region.AssertTrueAsync(History);
        Assert.False((await Region.RunAsync()).FoundMistakes);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 20, 1_000)]
    [InlineData(100, 1_000, 3)]
    [InlineData(5_000, 5_000, 5_000)]
    public async Task Spans_that_turn_out_too_large_are_read_in_parts(int pageEvents, long maxEvents, int maxLeaves)
    {
        await Region.Region.ExecuteAsync("truncate aevrion.tree_node");
        var limits = new SpanLimits { PageEvents = pageEvents, MaxEvents = maxEvents, MaxLeaves = maxLeaves };
        var report = await Region.RunAsync(limits);
        Assert.Equal(History.Length, report.Events);
        await Region.AssertTrueAsync(History);
    }

    [Fact]
    public async Task An_empty_region_is_rebuilt_to_nothing()
    {
        await Region.Region.ExecuteAsync("truncate aevrion.event");
        var report = await Region.RunAsync();
        Assert.Equal((0, 0), (report.Events, report.Nodes));
        Assert.True(report.FoundMistakes);
        await Region.AssertTrueAsync([]);
    }

    [Fact]
    public async Task Progress_ends_at_its_total()
    {
        var progress = new RebuildProgress();
        await Region.RunAsync(new SpanLimits { PageEvents = 100 }, progress: progress);
        Assert.Equal((RebuildPhase.Tree, History.Length, History.Length), progress.Now);
    }

    [Fact]
    public async Task The_index_of_keys_is_built_where_it_is_missing_and_is_the_one_of_the_migrations()
    {
        const string definition = "select pg_get_indexdef('aevrion.event_key'::regclass)";
        var before = await Region.Region.ReadAsync<string>(definition);
        await Region.Region.ExecuteAsync("drop index aevrion.event_key");

        Assert.True((await Region.RunAsync()).KeyIndexBuilt);

        Assert.Equal(before, await Region.Region.ReadAsync<string>(definition));
        Assert.False((await Region.RunAsync()).KeyIndexBuilt);
    }

    [Fact]
    public async Task The_index_of_keys_is_built_anew_when_it_is_invalid_or_asked_for()
    {
        const string file = "select pg_relation_filenode('aevrion.event_key'::regclass)::bigint";
        var first = await Region.Region.ReadAsync<long>(file);
        Assert.True((await Region.RunAsync(wantsKeyIndex: true)).KeyIndexBuilt);
        var second = await Region.Region.ReadAsync<long>(file);
        Assert.NotEqual(first, second);

        await Region.Region.ExecuteAsync("update pg_index set indisvalid = false where indexrelid = 'aevrion.event_key'::regclass");
        Assert.True((await Region.RunAsync()).KeyIndexBuilt);
        Assert.True(await Region.Region.ReadAsync<bool>("select indisvalid from pg_index where indexrelid = 'aevrion.event_key'::regclass"));
    }

    [Fact]
    public async Task No_filter_of_keys_is_trusted_any_more()
    {
        await Region.Region.ExecuteAsync("insert into aevrion.key_filter (era, changes) select number, changes from aevrion.era");
        await Region.RunAsync();
        Assert.Equal(0, await Region.Region.ReadAsync<long>(
            "select count(*) from aevrion.key_filter as kept join aevrion.era as era on era.number = kept.era and era.changes = kept.changes"));
    }

    [Fact]
    public async Task Of_two_rebuilds_the_second_waits_and_no_difference_is_applied_twice()
    {
        await Region.Region.ExecuteAsync("update aevrion.tree_node set count = count + 2");
        var reports = await Task.WhenAll(Region.RunAsync(), Region.RunAsync(), Region.RunAsync());
        Assert.Single(reports, report => report.FoundMistakes);
        await Region.AssertTrueAsync(History);
    }

    [Fact]
    public async Task A_rebuild_that_is_broken_off_leaves_no_lock_behind()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var rebuild = new PostgresRebuild(Region.Region.DataSource, Shape, TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rebuild.RunAsync(wantsKeyIndex: false, new RebuildProgress(), stop.Token));

        await using var lockHolder = await Region.Region.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using (var locked = await lockHolder.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var command = new NpgsqlCommand("lock table aevrion.tree_node in exclusive mode", lockHolder);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            using var later = new CancellationTokenSource();
            var running = rebuild.RunAsync(wantsKeyIndex: false, new RebuildProgress(), later.Token);
            await Task.WhenAny(running, Region.Region.WaitForLockAsync());
            await later.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        }

        Assert.Equal(0, await Region.Region.ReadAsync<long>(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"));
        await Region.RunAsync();
        await Region.AssertTrueAsync(History);
    }
}
