using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres;
using Aevrion.Storage.Postgres.Appending;
using Aevrion.Storage.Postgres.Commits;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Postgres.Scanning;
using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Rebuild;
using Aevrion.Storage.Scanning;
using Aevrion.Storage.Tests.Conformance;
using Npgsql;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>Every read finds its rows through an index, planned with its arguments and planned once for all arguments.</summary>
public sealed class PlanTests(AnalyzedDatabase database) : IClassFixture<AnalyzedDatabase>
{
    /// <summary>Runs of a statement after which PostgreSQL has settled for a plan for all arguments, if ever.</summary>
    private const int RunsToSettlePlans = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("key/7")]
    [InlineData("hot")]
    [InlineData("absent")]
    public Task The_latest_version_and_the_one_at_a_time_come_from_the_key_index(string key) =>
        AssertPlanAsync(new ReadVersion(key, long.MaxValue, ExcludedEras.None(1)), "event_key");

    [Fact]
    public async Task A_key_with_many_versions_costs_as_few_rows_as_any_other()
    {
        Assert.InRange(await CountRowsAsync(new ReadVersion("hot", long.MaxValue, ExcludedEras.None(1))), 1, 3);
        Assert.InRange(await CountRowsAsync(new ReadVersion("hot", 200_000_000, ExcludedEras.None(1))), 1, 3);
        Assert.InRange(await CountRowsAsync(new ReadLatestStamps(["hot", "key/7"], ExcludedEras.None(2))), 2, 6);
        Assert.InRange(await CountRowsAsync(new ReadLatest(["hot", "key/7"], long.MaxValue, ExcludedEras.None(2))), 2, 6);
    }

    /// <summary>In a long history each row of the table is a page of its own that has to be fetched.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(200_000_000)]
    public async Task The_version_at_a_time_is_the_one_row_that_is_read_from_the_table(long at) =>
        Assert.Equal(1, await CountRowsAsync(new ReadVersion("hot", at, ExcludedEras.None(1)), besides: "Index Only Scan"));

    [Fact]
    public async Task The_key_index_hands_out_the_keys_of_an_era_in_order_one_after_the_other()
    {
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            """
            explain (analyze, costs off, timing off)
            select key from aevrion.event where era = 7 and key > 'key/2' and key < 'key/3' order by key limit 1
            """,
            connection);
        var plan = await ReadPlanAsync(command);
        Assert.Contains("using event_key", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.Contains("rows=1 loops=1", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hot", 20)]
    [InlineData("hot", 1_001)]
    [InlineData("key/7", 100)]
    [InlineData("absent", 100)]
    public async Task A_page_of_history_fetches_the_rows_of_the_page_and_few_others(string key, int limit)
    {
        var ofPage = new ReadHistory(key, new EventStamp(200_000_000, default), limit, includeValues: true, ExcludedEras.None(1));
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand(ofPage.Text, connection);
        ofPage.Bind(command.Parameters);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var count = new NpgsqlCommand("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'event'", connection);
        var before = (long)(await count.ExecuteScalarAsync(Cancellation))!;
        for (var run = 0; run < RunsToSettlePlans; run++)
        {
            int rows;
            await using (var reader = await command.ExecuteReaderAsync(Cancellation))
                rows = (await ofPage.ReadAsync(reader, Cancellation)).Count;
            var fetched = (long)(await count.ExecuteScalarAsync(Cancellation))!;
            Assert.InRange(fetched - before, rows, rows + 10);
            before = fetched;
        }
    }

    [Fact]
    public async Task A_scan_walks_through_the_key_index_without_a_sort_of_many()
    {
        await AssertPlanAsync(new ScanKeys(new KeyScan { Limit = 100 }, maxSteps: 5_000), "Index Only Scan using event_key");
        await AssertPlanAsync(new ScanKeys(new KeyScan { Limit = 100, At = 200_000_000, IncludeValues = true }, maxSteps: 5_000), "event_key");
    }

    /// <summary>Every key is in all of the 21 eras; "hot" has 20,000 versions and is the first.</summary>
    [Theory]
    [InlineData(1, long.MaxValue)]
    [InlineData(50, long.MaxValue)]
    [InlineData(50, 200_000_000)]
    public async Task A_page_of_a_scan_costs_by_its_keys_and_eras_and_not_by_their_versions(int limit, long at)
    {
        const int Eras = 21;
        var rows = await CountRowsAsync(new ScanKeys(new KeyScan { Limit = limit, At = at, IncludeValues = true }, maxSteps: 5_000));
        Assert.InRange(rows, limit, ((limit + 1) * (Eras + 2)) + Eras);
    }

    [Fact]
    public async Task A_scan_stops_after_so_many_steps()
    {
        Assert.InRange(await CountRowsAsync(new ScanKeys(new KeyScan { Limit = 1_000 }, maxSteps: 300)), 300, 400);
        Assert.InRange(await CountRowsAsync(new ScanLog(new LogScan { Prefix = "absent", Limit = 100, At = long.MaxValue }, maxSteps: 300)), 300, 300);
        Assert.InRange(await CountRowsAsync(new ScanLog(new LogScan { Prefix = "hot", Limit = 10, At = long.MaxValue }, maxSteps: 300)), 10, 50);
    }

    [Fact]
    public async Task A_page_of_the_log_comes_from_the_primary_key_in_its_order()
    {
        var page = new ScanLog(new LogScan { Prefix = "hot", After = new EventStamp(14_000, default), Limit = 100, At = 70_000_000 }, maxSteps: 10_000);
        await AssertPlanAsync(page, "event_pkey");
        Assert.DoesNotContain("Sort", await ExplainAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", await ExplainGenericAsync(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public Task Latest_stamps_come_from_the_key_index(int keys) =>
        AssertPlanAsync(new ReadLatestStamps([.. Enumerable.Range(0, keys).Select(i => $"key/{i}")], ExcludedEras.None(keys)), "event_key");

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public Task Latest_versions_of_many_keys_come_from_the_key_index(int keys) =>
        AssertPlanAsync(new ReadLatest([.. Enumerable.Range(0, keys).Select(i => $"key/{i}")], maxBytes: 1_000_000, ExcludedEras.None(keys)), "event_key");

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public Task Events_come_from_the_primary_key(int events) =>
        AssertPlanAsync(new ReadEvents([.. Enumerable.Range(0, events).Select(i => new EventStamp(i * 7000, default))], 1_000_000), "event_pkey");

    [Theory]
    [InlineData(1_000)]
    [InlineData(StorageLimits.MaxTransactionEvents)]
    public async Task A_range_comes_from_the_primary_key_in_its_order(int maxEvents)
    {
        var range = new ReadRange(7_000, 70_000_000, new EventStamp(14_000, default), maxEvents, maxBytes: 1_000_000);
        await AssertPlanAsync(range, "event_pkey");
        Assert.DoesNotContain("Sort", await ExplainAsync(range), StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", await ExplainGenericAsync(range), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public Task Leaves_come_from_the_primary_key(int spans) => AssertPlanAsync(
        new ReadStamps(
            [.. Enumerable.Range(0, spans).Select(i => i * 120_000L)], [.. Enumerable.Range(0, spans).Select(i => (i * 120_000L) + 60_000)]),
        "event_pkey");

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public async Task Digests_are_taken_from_the_primary_key_in_its_order(int spans)
    {
        var taken = new TakeLeaves([.. Enumerable.Range(0, spans).Select(i => new NodeRange(0, i * 2, (i * 2) + 1))], new TreeShape());
        await AssertPlanAsync(taken, "Index Only Scan using event_pkey");
        Assert.DoesNotContain("Sort", await ExplainAsync(taken), StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", await ExplainGenericAsync(taken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebuild_scans_the_primary_key_alone()
    {
        var scan = new ScanStamps(7_000, default, 70_000_000, limit: 500_000, (_, _) => true);
        await AssertPlanAsync(scan, "Index Only Scan using event_pkey");
        await AssertPlanAsync(new ReadTreeRows([new NodeRange(0, 10, 20), new NodeRange(1, 1, 2)]), "tree_node_pkey");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public Task Nodes_come_from_their_primary_key(int ranges) => AssertPlanAsync(
        new ReadNodes([.. Enumerable.Range(0, ranges).Select(i => new NodeRange(0, i * 10, (i * 10) + 3))]), "tree_node_pkey");

    [Fact]
    public Task Digests_find_their_nodes_by_the_primary_key() =>
        AssertPlanAsync(new SaveDigests([.. Enumerable.Range(0, 50).Select(i => new TreeNode(new(0, i), 8, default))]), "tree_node_pkey");

    [Fact]
    public async Task Rows_are_mended_by_the_primary_key()
    {
        NodeMend[] mends = [.. Enumerable.Range(0, 50).Select(i => new NodeMend(new NodeAddress(0, i), 1, 8, default(Core.Hash256), SeenDigestCount: null))];
        await AssertPlanAsync(new LockNodes(mends), "tree_node_pkey");
        await AssertPlanAsync(new MendNodes(mends), "tree_node_pkey");
    }

    [Fact]
    public Task Counting_reads_only_the_top_of_the_tree() => AssertPlanAsync(new CountEvents(6), "tree_node_pkey");

    [Fact]
    public async Task Appending_reads_no_table()
    {
        var plan = await ExplainAsync(new AppendMissingEvents(BatchAt(SampleEvents.Noon), new NodeSpans(new TreeShape())));
        Assert.DoesNotContain("Scan on event", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Scan on tree_node", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_append_of_new_events_reads_no_table_when_planned_for_all_arguments()
    {
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var count = new NpgsqlCommand(
            "select sum(seq_scan) + sum(idx_tup_fetch) filter (where relname = 'event') from pg_stat_xact_user_tables where relname in ('event', 'tree_node', 'commit_log')",
            connection);
        var before = await count.ExecuteScalarAsync(Cancellation);
        for (var run = 0; run < RunsToSettlePlans; run++)
            Assert.NotNull((await StatementRunner.RunOnAsync(connection, new AppendNewEvents(BatchAt(SampleEvents.Noon + (run * 20_000)), new NodeSpans(new TreeShape())), Cancellation)).Position);
        Assert.Equal(before, await count.ExecuteScalarAsync(Cancellation));
    }

    private static AppendBatch BatchAt(long fromMs)
    {
        var events = SampleEvents.Series(1_000, stepMs: 10, start: fromMs);
        return new AppendBatch(EventOrder.Sort(events), [.. Enumerable.Repeat((short)1, events.Length)], earliestOwn: 1, new EraList([new EraSpan(0, 20)]));
    }

    [Fact]
    public async Task The_commit_log_is_read_by_its_primary_key()
    {
        await AssertCommitPlanAsync(new ReadCommits(500, 100, 1_000, known: [501, 502]));
        await AssertCommitPlanAsync(new SearchCommits(default, before: 800, most: 100));
        Assert.Contains("commit_log_pkey", await ExplainAsync(new ReadNewestPosition()), StringComparison.Ordinal);
    }

    private async Task AssertCommitPlanAsync<TAnswer>(IStatement<TAnswer> statement)
    {
        foreach (var plan in new[] { await ExplainAsync(statement), await ExplainGenericAsync(statement) })
        {
            Assert.Contains("commit_log_pkey", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on commit_log ", plan, StringComparison.Ordinal);
        }
    }

    private async Task AssertPlanAsync<TAnswer>(IStatement<TAnswer> statement, string index)
    {
        foreach (var plan in new[] { await ExplainAsync(statement), await ExplainGenericAsync(statement) })
        {
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on event", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on tree_node", plan, StringComparison.Ordinal);
        }
    }

    /// <summary>The plan for these arguments.</summary>
    private async Task<string> ExplainAsync<TAnswer>(IStatement<TAnswer> statement)
    {
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("explain " + statement.Text, connection);
        statement.Bind(command.Parameters);
        return await ReadPlanAsync(command);
    }

    /// <summary>Rows of the table event that the statement fetches, planned as a session of the store plans it.</summary>
    /// <param name="statement">What to run.</param>
    /// <param name="besides">A kind of scan whose rows do not count.</param>
    private async Task<long> CountRowsAsync<TAnswer>(IStatement<TAnswer> statement, string besides = "")
    {
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("explain (analyze, timing off, costs off, format json) " + statement.Text, connection);
        statement.Bind(command.Parameters);
        await command.PrepareAsync(Cancellation);
        using var plan = System.Text.Json.JsonDocument.Parse(await ReadPlanAsync(command));
        return RowsFrom(plan.RootElement[0].GetProperty("Plan"));

        long RowsFrom(System.Text.Json.JsonElement node)
        {
            var own = node.TryGetProperty("Relation Name", out var table) && table.GetString() == "event" && node.GetProperty("Node Type").GetString() != besides
                ? (long)Math.Round(node.GetProperty("Actual Rows").GetDouble() * node.GetProperty("Actual Loops").GetDouble(), MidpointRounding.AwayFromZero)
                : 0;
            return own + (node.TryGetProperty("Plans", out var parts) ? parts.EnumerateArray().Sum(RowsFrom) : 0);
        }
    }

    /// <summary>The plan that a prepared statement settles for.</summary>
    private async Task<string> ExplainGenericAsync<TAnswer>(IStatement<TAnswer> statement)
    {
        using var arguments = new NpgsqlCommand();
        statement.Bind(arguments.Parameters);
        var nulls = string.Join(',', Enumerable.Repeat("null", arguments.Parameters.Count));
        await using var connection = await database.Region.DataSource.OpenConnectionAsync(Cancellation);
        await using var prepare = new NpgsqlCommand(
            $"set plan_cache_mode = force_generic_plan; prepare statement_{Guid.NewGuid():n} as {statement.Text}", connection);
        await prepare.ExecuteNonQueryAsync(Cancellation);
        var name = prepare.CommandText.Split("prepare ")[1].Split(' ')[0];
        await using var explain = new NpgsqlCommand($"explain execute {name}({nulls})", connection);
        return await ReadPlanAsync(explain);
    }

    private static async Task<string> ReadPlanAsync(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancellation))
            lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
