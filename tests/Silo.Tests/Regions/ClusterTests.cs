using Aevrion.Silo.Hosting;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>Several silos of one region, each with its own HTTP API.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task What_is_written_at_one_silo_is_read_at_the_other()
    {
        Assert.SkipUnless(GrainEngine.SupportsClusters, "This build is one process by design.");
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var first = new TestSilo("eu", database.ConnectionString);
        await using var second = new TestSilo("eu", database.ConnectionString);
        await StartAsync(first, second);

        for (var i = 0; i < 20; i++)
        {
            (await first.Api.PutAsync($"/v1/kv/{i}", "first")).AssertDone();
            Assert.Equal("first", (await second.Api.GetAsync($"/v1/kv/{i}")).AssertDone().Text);
            (await second.Api.PostAsync("/v1/batch", $$"""{"op":"put","key":"{{i}}","text":"second"}""")).AssertDone();
            Assert.Equal("second", (await first.Api.GetAsync($"/v1/kv/{i}")).AssertDone().Text);
        }

        await first.StopAsync();
        (await second.Api.PutAsync("/v1/kv/alone", "v")).AssertDone();
        Assert.Equal("second", (await second.Api.GetAsync("/v1/kv/7")).AssertDone().Text);
    }

    [Fact]
    public async Task A_token_that_one_silo_revoked_is_refused_by_the_other_as_soon_as_that_is_answered()
    {
        Assert.SkipUnless(GrainEngine.SupportsClusters, "This build is one process by design.");
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var first = new TestSilo("eu", database.ConnectionString);
        await using var second = new TestSilo("eu", database.ConnectionString);
        await StartAsync(first, second);
        var (_, admin) = await CreateTokenAsync(first, "admin", by: null);
        (await second.Api.GetAsync("/v1/kv/a")).AssertProblem(401, "unauthenticated");

        for (var round = 0; round < 20; round++)
        {
            var (one, other) = round % 2 == 0 ? (first, second) : (second, first);
            var (id, reader) = await CreateTokenAsync(one, "read", admin);
            Assert.Equal(404, (await other.Api.GetAsync("/v1/kv/a", Bearer(reader))).Status);
            await using var watch = await WatchReader.OpenAsync(other.Url, token: reader);
            (await one.Api.DeleteAsync($"/v1/tokens/{id}", Bearer(admin))).AssertDone();
            (await other.Api.GetAsync("/v1/kv/a", Bearer(reader))).AssertProblem(401, "unauthenticated");
            while (await watch.ReadAsync() is not null)
                continue;
        }
    }

    private static async Task StartAsync(TestSilo first, TestSilo second)
    {
        await Task.WhenAll(first.StartReadyAsync(), second.StartReadyAsync());
        await Eventually.HoldsAsync(
            async () => (await first.Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("silos").GetInt32() == 2, "both silos are up");
    }

    private static async Task<(string Id, string Token)> CreateTokenAsync(TestSilo silo, string scope, string? by)
    {
        var made = await silo.Api.SendAsync(
            HttpMethod.Post, "/v1/tokens", new StringContent($$"""{"scopes":["{{scope}}"]}"""), by is null ? [] : [Bearer(by)]);
        Assert.True(made.Status == 201, made.Text);
        return (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("token").GetString()!);
    }

    private static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");
}
