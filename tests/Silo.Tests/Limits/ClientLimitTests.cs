using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Limits;

/// <summary>A client that sends more than it may is told so, and when to go on.</summary>
public sealed class ClientLimitTests
{
    private const int ManyRequests = 500;
    private const string AdminToken = "a-token-that-only-this-test-has-and-knows";

    [Fact]
    public async Task A_client_above_its_rate_is_answered_429()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString)
            .With("Limits:RequestsPerSecondPerClient", "5").With("Limits:BurstPerClient", "3").StartReadyAsync();
        ApiAnswer? refused = null;
        for (var i = 0; i < ManyRequests && refused is null; i++)
        {
            var answer = await silo.Api.GetAsync("/v1/kv/a");
            refused = answer.Status == 429 ? answer : null;
        }

        Assert.Equal("1", refused!.AssertProblem(429, "too-many-requests").Header("Retry-After"));
        (await silo.Api.GetAsync("/healthz")).AssertDone();
        await Eventually.HoldsAsync(async () => (await silo.Api.GetAsync("/v1/kv/a")).Status == 404, "there is room again after a while");
    }

    [Fact]
    public async Task A_client_with_too_many_requests_under_way_is_answered_429()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).With("Limits:ConcurrentRequestsPerClient", "1").StartReadyAsync();
        using var waiting = await RawConnection.OpenAsync(silo.Port);
        Assert.True(await waiting.TrySendAsync("PUT /v1/kv/a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n12345"));
        await OneIsUnderWayAsync(silo);
        (await silo.Api.GetAsync("/v1/kv/b")).AssertProblem(429, "too-many-requests");
        Assert.True(await waiting.TrySendAsync("67890"));
        Assert.StartsWith("HTTP/1.1 200 ", await waiting.ReadSomeAsync(), StringComparison.Ordinal);
        await Eventually.HoldsAsync(async () => (await silo.Api.GetAsync("/v1/kv/a")).Status == 200, "it is answered");
    }

    [Fact]
    public async Task Each_token_has_limits_of_its_own_and_a_guessed_one_has_those_of_its_address()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString)
            .With("AdminToken", AdminToken).With("Limits:ConcurrentRequestsPerClient", "1").StartReadyAsync();
        var (one, other) = (await CreateTokenAsync(silo), await CreateTokenAsync(silo));
        using var waiting = await RawConnection.OpenAsync(silo.Port);
        Assert.True(await waiting.TrySendAsync($"PUT /v1/kv/a HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {one}\r\nContent-Length: 10\r\n\r\n12345"));
        await OneIsUnderWayAsync(silo);
        (await silo.Api.GetAsync("/v1/kv/a", Bearer(one))).AssertProblem(429, "too-many-requests");
        (await silo.Api.GetAsync("/v1/kv/a", Bearer(other))).AssertProblem(404, "key-not-found");
        (await silo.Api.GetAsync("/v1/kv/a", Bearer(one[..^4] + "AAAA"))).AssertProblem(401, "unauthenticated");
        (await silo.Api.GetAsync("/v1/kv/a")).AssertProblem(401, "unauthenticated");
        Assert.True(await waiting.TrySendAsync("67890"));
        Assert.StartsWith("HTTP/1.1 200 ", await waiting.ReadSomeAsync(), StringComparison.Ordinal);
    }

    /// <summary>A request that came earlier would take the only place itself.</summary>
    private static Task OneIsUnderWayAsync(TestSilo silo) =>
        Eventually.HoldsAsync(() => Task.FromResult(silo.Service<RequestGate>().Requests == 1), "one is under way");

    private static async Task<string> CreateTokenAsync(TestSilo silo)
    {
        using var body = new StringContent("""{"scopes":["read","write"]}""");
        var made = await silo.Api.SendAsync(HttpMethod.Post, "/v1/tokens", body, Bearer(AdminToken));
        Assert.InRange(made.Status, 200, 201);
        return made.Json.GetProperty("token").GetString()!;
    }

    private static (string Name, string Value) Bearer(string token) => ("Authorization", $"Bearer {token}");
}
