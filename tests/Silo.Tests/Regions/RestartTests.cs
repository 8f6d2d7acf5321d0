using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>A silo that starts asks its history for nothing: how long that is does not matter.</summary>
public sealed class RestartTests : IAsyncLifetime
{
    private const int Events = 20_000;
    private const int LinesPerBatch = 5_000;
    private const int StepMs = 400;

    /// <summary>Events and nodes that a start and its first questions may look at, whatever the history: a fraction of it.</summary>
    private const long MostRows = 4_000;

    private const long SomeTime = 1_700_000_000_000;
    private const string Unreachable = "http://127.0.0.1:9";

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).With("Peers:us:Url", Unreachable).StartReadyAsync();
        for (var first = 0; first < Events; first += LinesPerBatch)
        {
            var lines = Enumerable.Range(first, LinesPerBatch).Select(i =>
                $$"""{"op":"put","key":"key/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * StepMs)}}}""");
            (await _silo.Api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_restart_reads_next_to_nothing_of_a_history_whose_digests_are_kept()
    {
        (await _silo!.Api.GetAsync("/v1/tree")).AssertDone();
        (await _silo.Api.GetAsync("/v1/conflicts")).AssertDone();
        await _silo.StopAsync();
        var before = await RowsReadAsync();

        await _silo.StartReadyAsync();
        (await _silo.Api.GetAsync("/v1/status")).AssertDone();
        (await _silo.Api.GetAsync("/v1/peers")).AssertDone();
        (await _silo.Api.GetAsync("/v1/kv/key/7")).AssertDone();
        await _silo.StopAsync();

        Assert.InRange(await RowsReadAsync() - before, 0, MostRows);
    }

    [Fact]
    public async Task Digests_that_are_stale_do_not_keep_a_silo_from_being_ready_and_are_taken_unasked()
    {
        await _silo!.StopAsync();
        await ExecuteAsync<object?>("update aevrion.tree_node set digest = null, digest_count = null");
        await _silo.StartReadyAsync();
        await Eventually.HoldsAsync(
            async () => await ExecuteAsync<long>("select count(*) from aevrion.tree_node where level = 0 and digest_count is distinct from count") == 0,
            "all digests are taken");
    }

    /// <summary>
    /// Rows of the history that were read so far. Sessions tell the server that when they end; those of a grain engine may outlive it, and
    /// read none.
    /// </summary>
    private async Task<long> RowsReadAsync()
    {
        await Eventually.HoldsAsync(
            async () => await ExecuteAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'aevrion %'") == 0,
            "the store's sessions have ended");
        return await ExecuteAsync<long>(
            "select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint from pg_stat_user_tables where relname in ('event', 'tree_node')")
            + await ExecuteAsync<long>("select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname in ('event', 'tree_node')");
    }

    private async Task<T> ExecuteAsync<T>(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(_database!.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
