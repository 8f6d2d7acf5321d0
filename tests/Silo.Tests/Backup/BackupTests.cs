using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Backup;

/// <summary>A backup over HTTP, and back into regions that are empty or not.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private const long SomeTime = 1_700_000_000_000;

    private readonly List<PostgresDatabase> _databases = [];
    private readonly List<TestSilo> _silos = [];

    private TestSilo Eu => _silos[0];

    public async ValueTask InitializeAsync()
    {
        await StartAsync("eu");
        var lines = Enumerable.Range(0, 2_500).Select(i =>
            $$"""{"op":"put","key":"old/{{i}}","text":"{{i}}","timestamp":{{SomeTime + (i * 100)}}}""");
        (await Eu.Api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
        (await Eu.Api.PutAsync("/v1/kv/a", "1")).AssertDone();
        (await Eu.Api.PutAsync("/v1/kv/a", "2")).AssertDone();
        (await Eu.Api.DeleteAsync("/v1/kv/old/7")).AssertDone();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos)
            await silo.DisposeAsync();
        foreach (var database in _databases)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task A_region_restored_from_nothing_is_identical_and_serves_at_once()
    {
        var backup = await BackUpAsync();
        var empty = await StartAsync("eu");

        var report = (await RestoreAsync(empty, backup)).AssertDone().Json;

        Assert.Equal((2_503, 2_503, 0), (report.GetProperty("events").GetInt64(), report.GetProperty("added").GetInt64(), report.GetProperty("alreadyThere").GetInt64()));
        Assert.True(report.GetProperty("identical").GetBoolean());
        Assert.Equal("eu", report.GetProperty("region").GetString());
        Assert.Equal("2", (await empty.Api.GetAsync("/v1/kv/a")).AssertDone().Text);
        Assert.Equal(404, (await empty.Api.GetAsync("/v1/kv/old/7")).Status);
        Assert.Equal((await Eu.Api.GetAsync("/v1/history/a?values=true")).Text, (await empty.Api.GetAsync("/v1/history/a?values=true")).Text);
        Assert.Equal((await Eu.Api.GetAsync("/v1/conflicts")).Text, (await empty.Api.GetAsync("/v1/conflicts")).Text);
        Assert.Contains("\"sound\"", (await empty.Api.PostAsync("/v1/verify")).AssertDone().Text, StringComparison.Ordinal);
        (await empty.Api.PutAsync("/v1/kv/a", "3")).AssertDone();
    }

    [Fact]
    public async Task Restoring_again_adds_nothing_and_what_was_written_since_stays()
    {
        var backup = await BackUpAsync();
        (await Eu.Api.PutAsync("/v1/kv/a", "later")).AssertDone();
        for (var i = 0; i < 2; i++)
        {
            var report = (await RestoreAsync(Eu, backup)).AssertDone().Json;
            Assert.Equal((0, 2_503), (report.GetProperty("added").GetInt64(), report.GetProperty("alreadyThere").GetInt64()));
            Assert.False(report.GetProperty("identical").GetBoolean());
            Assert.Equal(2_504, report.GetProperty("count").GetInt64());
        }

        Assert.Equal("later", (await Eu.Api.GetAsync("/v1/kv/a")).AssertDone().Text);
    }

    [Fact]
    public async Task A_key_that_is_in_memory_is_read_as_the_backup_has_it()
    {
        var backup = await BackUpAsync();
        var empty = await StartAsync("us");
        Assert.Equal(404, (await empty.Api.GetAsync("/v1/kv/a")).Status);
        (await RestoreAsync(empty, backup)).AssertDone();
        Assert.Equal("2", (await empty.Api.GetAsync("/v1/kv/a")).AssertDone().Text);
    }

    [Fact]
    public async Task A_broken_backup_is_refused_and_what_was_restored_of_it_can_be_completed()
    {
        var backup = await BackUpAsync();
        var empty = await StartAsync("eu");
        var broken = backup.ToArray();
        broken[^100] ^= 1;
        (await RestoreAsync(empty, broken)).AssertProblem(422, "bad-backup");
        (await RestoreAsync(empty, backup[..^20])).AssertProblem(422, "bad-backup");
        (await RestoreAsync(empty, "this is no backup"u8.ToArray())).AssertProblem(422, "bad-backup");
        (await RestoreAsync(empty, [])).AssertProblem(422, "bad-backup");
        Assert.True((await RestoreAsync(empty, backup)).AssertDone().Json.GetProperty("identical").GetBoolean());
    }

    [Fact]
    public async Task A_large_backup_that_is_broken_at_its_beginning_is_answered_all_the_same()
    {
        var broken = new byte[64 * 1024 * 1024];
        (await BackUpAsync()).AsSpan(0, 200).CopyTo(broken);
        (await RestoreAsync(Eu, broken)).AssertProblem(422, "bad-backup");
    }

    [Fact]
    public async Task Events_from_the_future_are_refused_before_anything_is_written()
    {
        await Eu.StopAsync();
        Eu.With("MaxClockDrift", "12:00:00");
        await Eu.StartReadyAsync();
        var ahead = DateTimeOffset.UtcNow.AddHours(6).ToUnixTimeMilliseconds();
        (await Eu.Api.PostAsync("/v1/batch", $$"""{"op":"put","key":"ahead","text":"x","timestamp":{{ahead}}}""")).AssertDone();
        var backup = await BackUpAsync();

        var other = await StartAsync("us");
        Assert.Contains("clock", (await RestoreAsync(other, backup)).AssertProblem(422, "bad-backup").Text, StringComparison.Ordinal);
        Assert.Equal(0, await other.Api.CountAsync());
    }

    [Fact]
    public async Task Requests_are_checked()
    {
        (await Eu.Api.GetAsync("/v1/backup?prefix=a")).AssertProblem(400, "unknown-parameter");
        (await Eu.Api.PostAsync("/v1/restore?force=true")).AssertProblem(400, "unknown-parameter");
        (await Eu.Api.PostAsync("/v1/backup")).AssertProblem(405, "method-not-allowed");
        using var content = new ByteArrayContent([1, 2, 3]);
        (await Eu.Api.SendAsync(HttpMethod.Post, "/v1/restore", content, ("Content-Encoding", "gzip"))).AssertProblem(415, "unsupported-encoding");
    }

    [Fact]
    public async Task A_second_restore_is_refused_while_one_runs()
    {
        var backup = await BackUpAsync();
        using var slow = new HeldContent(backup);
        var first = Eu.Api.SendAsync(HttpMethod.Post, "/v1/restore", slow);
        await slow.Begun.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(async () => (await RestoreAsync(Eu, backup)).Status == 409, "the first restore runs");
        (await RestoreAsync(Eu, backup)).AssertProblem(409, "backup-running");
        slow.GoOn();
        (await first).AssertDone();
        (await RestoreAsync(Eu, backup)).AssertDone();
    }

    private async Task<byte[]> BackUpAsync()
    {
        var answer = (await Eu.Api.GetAsync("/v1/backup")).AssertDone();
        Assert.Equal("application/vnd.aevrion.backup", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Matches(@"^attachment; filename=""?eu-\d{8}T\d{6}Z\.aevbackup""?$", answer.Header("Content-Disposition"));
        return answer.Body;
    }

    private static Task<ApiAnswer> RestoreAsync(TestSilo silo, byte[] backup) =>
        silo.Api.SendAsync(HttpMethod.Post, "/v1/restore", new ByteArrayContent(backup));

    private async Task<TestSilo> StartAsync(string region)
    {
        _databases.Add(await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken));
        _silos.Add(new TestSilo(region, _databases[^1].ConnectionString));
        return await _silos[^1].StartReadyAsync();
    }
}
