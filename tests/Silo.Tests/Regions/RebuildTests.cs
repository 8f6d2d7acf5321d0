using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>A region whose derived state was damaged behind its back, rebuilt while it serves.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    private ApiClient Api => _silo!.Api;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).StartReadyAsync();
        var lines = Enumerable.Range(0, 500).Select(i =>
            $$"""{"op":"put","key":"old/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * 100)}}}""");
        (await Api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_was_rebuilt_in_a_region_that_has_just_started()
    {
        (await Api.GetAsync("/v1/rebuild")).AssertProblem(404, "no-rebuild");
        (await Api.PostAsync("/v1/rebuild?keyIndex=yes")).AssertProblem(400, "bad-parameter");
        (await Api.PostAsync("/v1/rebuild?keys=true")).AssertProblem(400, "unknown-parameter");
        (await Api.DeleteAsync("/v1/rebuild")).AssertProblem(405, "method-not-allowed");
    }

    [Fact]
    public async Task What_was_damaged_is_right_again_and_no_silo_remembers_otherwise()
    {
        var tree = (await Api.GetAsync("/v1/tree")).AssertDone().Json.GetProperty("nodes").GetRawText();
        (await Api.GetAsync("/v1/kv/old/3")).AssertDone();
        await ExecuteAsync("update aevrion.tree_node set count = count + 2, digest = sha256('wrong'), digest_count = count + 2");
        Assert.NotEqual(tree, (await Api.GetAsync("/v1/tree")).AssertDone().Json.GetProperty("nodes").GetRawText());

        var done = await RebuildAsync("/v1/rebuild");

        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal(500, done.GetProperty("events").GetInt64());
        Assert.Equal(500, done.GetProperty("done").GetInt64());
        Assert.True(done.GetProperty("wrongCounts").GetInt64() > 0);
        Assert.False(done.GetProperty("keyIndexBuilt").GetBoolean());
        Assert.Equal(tree, (await Api.GetAsync("/v1/tree")).AssertDone().Json.GetProperty("nodes").GetRawText());
        Assert.Equal(500, await Api.CountAsync());
    }

    [Fact]
    public async Task Keys_in_memory_are_read_anew()
    {
        (await Api.GetAsync("/v1/kv/old/3")).AssertDone();
        await ExecuteAsync($"insert into aevrion.event (ts, id, key, value, origin) values ({SomeTime + 900_000}, sha256('later'), 'old/3', 'later', 1)");
        Assert.Equal("3", (await Api.GetAsync("/v1/kv/old/3")).AssertDone().Text);

        await RebuildAsync("/v1/rebuild");

        Assert.Equal("later", (await Api.GetAsync("/v1/kv/old/3")).AssertDone().Text);
        Assert.Equal(501, await Api.CountAsync());
    }

    [Fact]
    public async Task Writes_go_on_and_a_second_request_joins_the_first()
    {
        var started = await Api.PostAsync("/v1/rebuild?keyIndex=true");
        Assert.Equal((202, "/v1/rebuild"), (started.Status, started.Header("Location")));
        var joined = await Api.PostAsync("/v1/rebuild");
        var written = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Api.PutAsync($"/v1/kv/new/{i}", "v")));
        Assert.All(written, answer => answer.AssertDone());

        var done = await EndAsync();
        if (joined.Json.GetProperty("state").GetString() == "running")
            Assert.Equal(started.Json.GetProperty("id").GetString(), joined.Json.GetProperty("id").GetString());
        Assert.Equal("done", done.GetProperty("state").GetString());
        Assert.Equal(0, done.GetProperty("wrongCounts").GetInt64());
        Assert.Equal(550, await Api.CountAsync());
        Assert.False((await RebuildAsync("/v1/rebuild")).GetProperty("wrongCounts").GetInt64() > 0);
    }

    [Fact]
    public async Task Another_silo_can_rebuild_after_the_first_was_lost()
    {
        await Api.PostAsync("/v1/rebuild");
        await _silo!.StopAsync();
        await _silo.StartReadyAsync();
        (await Api.GetAsync("/v1/rebuild")).AssertProblem(404, "no-rebuild");
        Assert.Equal("done", (await RebuildAsync("/v1/rebuild")).GetProperty("state").GetString());
    }

    private async Task<JsonElement> RebuildAsync(string path)
    {
        Assert.Equal(202, (await Api.PostAsync(path)).Status);
        return await EndAsync();
    }

    private async Task<JsonElement> EndAsync()
    {
        await Eventually.HoldsAsync(
            async () => (await Api.GetAsync("/v1/rebuild")).AssertDone().Json.GetProperty("state").GetString() != "running", "the rebuild has ended");
        return (await Api.GetAsync("/v1/rebuild")).Json;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
