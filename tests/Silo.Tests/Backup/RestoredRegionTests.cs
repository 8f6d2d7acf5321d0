using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Backup;

/// <summary>Regions that lost what they had, or a part of it, and are whole again with the help of a backup or of their peers.</summary>
public sealed class RestoredRegionTests : IAsyncLifetime
{
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await (await TwoRegions.CreateAsync()).StartAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Fact]
    public async Task An_old_backup_is_restored_and_the_rest_comes_from_the_peer()
    {
        await WriteAsync(Regions.Eu, "before", 300);
        var backup = (await Regions.Eu.Api.GetAsync("/v1/backup")).AssertDone().Body;
        await WriteAsync(Regions.Eu, "after", 200);
        await WriteAsync(Regions.Us, "elsewhere", 100);
        await EqualAsync(600);

        await WipeEuAsync();
        var report = (await Regions.Eu.Api.SendAsync(HttpMethod.Post, "/v1/restore", new ByteArrayContent(backup))).AssertDone().Json;
        Assert.Equal(300, report.GetProperty("events").GetInt64());
        await EqualAsync(600);
        Assert.Equal("before", (await Regions.Eu.Api.GetAsync("/v1/kv/before/7")).AssertDone().Text);
        Assert.Equal("after", (await Regions.Eu.Api.GetAsync("/v1/kv/after/7")).AssertDone().Text);
    }

    [Fact]
    public async Task A_region_is_rebuilt_from_nothing_by_its_peer()
    {
        await WriteAsync(Regions.Eu, "before", 300);
        await WriteAsync(Regions.Us, "elsewhere", 100);
        await EqualAsync(400);
        await WipeEuAsync();
        await EqualAsync(400);
        const string history = "/v1/history?values=true&limit=1000&at=4000000000000";
        Assert.Equal((await Regions.Us.Api.GetAsync(history)).AssertDone().Text, (await Regions.Eu.Api.GetAsync(history)).AssertDone().Text);
    }

    [Fact]
    public async Task What_only_the_backup_has_reaches_the_peer_by_the_next_exchange()
    {
        var backup = (await BackUpOfAnotherAsync()).ToArray();
        await WriteAsync(Regions.Eu, "before", 10);
        await EqualAsync(10);
        (await Regions.Eu.Api.SendAsync(HttpMethod.Post, "/v1/restore", new ByteArrayContent(backup))).AssertDone();
        await EqualAsync(10 + 50);
        Assert.Equal("other", (await Regions.Us.Api.GetAsync("/v1/kv/other/7")).AssertDone().Text);
    }

    private async Task<byte[]> BackUpOfAnotherAsync()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("ap", database.ConnectionString).StartReadyAsync();
        await WriteAsync(silo, "other", 50);
        return (await silo.Api.GetAsync("/v1/backup")).AssertDone().Body;
    }

    private async Task WipeEuAsync()
    {
        await Regions.Eu.StopAsync();
        await using var source = NpgsqlDataSource.Create(Regions.EuDatabase);
        await using var command = source.CreateCommand("drop schema aevrion cascade; drop schema public cascade; create schema public");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Regions.Eu.StartReadyAsync();
        await Regions.WaitForLinksAsync();
    }

    /// <summary>Compares until both have the same of so many events.</summary>
    private Task EqualAsync(int events) => Eventually.HoldsAsync(
        async () =>
        {
            var report = await Regions.Eu.Api.PostAsync("/v1/peers/us/sync");
            return report.Status == 200 && report.Json.GetProperty("equal").GetBoolean()
                && await Regions.Eu.Api.CountAsync() == events && await Regions.Us.Api.CountAsync() == events
                && Digest(await Regions.Eu.Api.GetAsync("/v1/tree/7/0")) == Digest(await Regions.Us.Api.GetAsync("/v1/tree/7/0"));
        },
        $"both regions have the same {events} events");

    private static string? Digest(ApiAnswer answer)
    {
        var digest = answer.AssertDone().Json.GetProperty("digest");
        return digest.ValueKind == JsonValueKind.Null ? null : digest.GetString();
    }

    private static async Task WriteAsync(TestSilo silo, string prefix, int count)
    {
        var lines = Enumerable.Range(0, count).Select(i => $$"""{"op":"put","key":"{{prefix}}/{{i}}","text":"{{prefix}}"}""");
        (await silo.Api.PostAsync("/v1/batch", string.Join('\n', lines))).AssertDone();
    }
}
