using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>A region whose database was damaged behind its back, verified while it serves.</summary>
public sealed class VerificationTests : IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    private ApiClient Api => _silo!.Api;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).StartReadyAsync();
        var lines = Enumerable.Range(0, 2_500).Select(i =>
            $$"""{"op":"put","key":"old/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * 100)}}}""");
        (await Api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_sound_region_is_found_sound_while_it_serves()
    {
        (await Api.PutAsync("/v1/kv/a", "1")).AssertDone();
        var writing = Task.WhenAll(Enumerable.Range(0, 50).Select(i => Api.PutAsync($"/v1/kv/new/{i}", "v")));
        var lines = await VerifyAsync("/v1/verify");
        Assert.All(await writing, answer => answer.AssertDone());
        Assert.All(lines.SkipLast(1), line => Assert.Equal("progress", line.GetProperty("type").GetString()));
        var report = lines[^1];
        Assert.Equal("sound", report.GetProperty("state").GetString());
        Assert.InRange(report.GetProperty("events").GetInt64(), 2_501, 2_551);
        Assert.Equal(0, report.GetProperty("mismatches").GetInt64());
    }

    [Fact]
    public async Task What_is_wrong_is_named_and_what_is_derived_mended()
    {
        await ExecuteAsync(
            """
            update aevrion.tree_node set count = count + 2, digest = sha256('wrong'), digest_count = count + 2 where level = 0;
            update aevrion.event set value = 'other' where key = 'old/7'
            """);

        var found = await VerifyAsync("/v1/verify");
        Assert.Equal(["event-id", "node-count", "node-digest"], KindsOf(found));
        Assert.Equal("mismatches", found[^1].GetProperty("state").GetString());
        var wrong = Assert.Single(found, line => line.TryGetProperty("kind", out var kind) && kind.GetString() == "event-id");
        Assert.Equal(("old/7", SomeTime + 700, false), (wrong.GetProperty("key").GetString(), wrong.GetProperty("timestamp").GetInt64(), wrong.GetProperty("derived").GetBoolean()));

        var repaired = await VerifyAsync("/v1/verify?repair=true");
        Assert.Equal(KindsOf(found), KindsOf(repaired));
        Assert.Equal((0, 1), (repaired[^1].GetProperty("remaining").GetInt64(), repaired[^1].GetProperty("quarantined").GetInt64()));
        Assert.Equal("repaired", repaired[^1].GetProperty("state").GetString());
        Assert.Empty(KindsOf(await VerifyAsync("/v1/verify")));
        Assert.Equal(2_499, await Api.CountAsync());
    }

    [Fact]
    public async Task Many_mismatches_pass_through_and_those_beyond_the_limit_are_counted()
    {
        await ExecuteAsync(
            """
            insert into aevrion.event (ts, id, key, value, origin)
            select 1600000000000 + n, sha256(n::text::bytea), 'wrong/' || n, 'v', 1 from generate_series(1, 12000) as n
            """);
        var lines = await VerifyAsync("/v1/verify?repair=true");
        Assert.Equal(10_000, lines.Count(line => line.GetProperty("type").GetString() == "mismatch"));
        Assert.Equal(12_000, lines[^1].GetProperty("byKind").GetProperty("event-id").GetInt64());
        Assert.Equal((0, 12_000), (lines[^1].GetProperty("remaining").GetInt64(), lines[^1].GetProperty("quarantined").GetInt64()));
    }

    [Fact]
    public async Task A_second_one_is_refused_and_the_first_ends_with_its_client()
    {
        await ExecuteAsync(
            """
            insert into aevrion.event (ts, id, key, value, origin)
            select 1600000000000 + n, sha256(n::text::bytea), 'wrong/' || n || repeat('x', 900), 'v', 1 from generate_series(1, 9000) as n
            """);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, _silo!.Url + "/v1/verify");
        using (var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
            // Nobody reads, so it waits: far more is found than fits between it and its client.
            (await Api.PostAsync("/v1/verify")).AssertProblem(409, "verify-running");
        }

        await Eventually.HoldsAsync(async () => (await Api.PostAsync("/v1/verify")).Status == 200, "the first has ended with its client");
    }

    [Fact]
    public async Task A_rebuild_under_way_in_the_database_is_waited_out_by_whoever_asked()
    {
        await using var connection = new NpgsqlConnection(_database!.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select pg_advisory_lock(4712302818880351748)", connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        (await Api.PostAsync("/v1/verify")).AssertProblem(409, "verify-running");
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Parameters_are_checked()
    {
        (await Api.PostAsync("/v1/verify?repair=yes")).AssertProblem(400, "bad-parameter");
        (await Api.PostAsync("/v1/verify?mend=true")).AssertProblem(400, "unknown-parameter");
        (await Api.GetAsync("/v1/verify")).AssertProblem(405, "method-not-allowed");
    }

    private async Task<List<JsonElement>> VerifyAsync(string path)
    {
        var answer = (await Api.PostAsync(path)).AssertDone();
        var lines = answer.Text.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal("report", lines[^1].GetProperty("type").GetString());
        return lines;
    }

    private static List<string> KindsOf(IEnumerable<JsonElement> lines) =>
    [
        .. lines.Where(line => line.GetProperty("type").GetString() == "mismatch")
            .Select(line => line.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal),
    ];

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database!.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
