using System.Net.Sockets;
using System.Text;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Npgsql;

namespace Aevrion.Silo.Tests.Access;

/// <summary>How tokens begin and end.</summary>
public sealed class TokenTests
{
    private const string ConfiguredToken = "a-token-from-a-store-of-secrets-0123456789";

    [Fact]
    public async Task The_first_token_is_an_administrators_and_from_then_on_everybody_needs_one()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        await using var watch = await WatchReader.OpenAsync(silo.Url);
        (await silo.Api.PostAsync("/v1/tokens", """{"scopes":["read"]}""")).AssertProblem(409, "no-administrator");
        (await silo.Api.PostAsync("/v1/tokens", """{"scopes":["admin"],"prefixes":["a"]}""")).AssertProblem(409, "no-administrator");
        (await silo.Api.PutAsync("/v1/kv/a", "still open")).AssertDone();

        var (id, token) = await CreateAsync(silo, """{"scopes":["admin"],"description":"first"}""");
        Assert.StartsWith($"aev_{id}_", token, StringComparison.Ordinal);
        (await silo.Api.GetAsync("/v1/kv/a")).AssertProblem(401, "unauthenticated");
        while (await watch.ReadAsync() is not null)
            continue;

        (await SendAsync(silo, HttpMethod.Delete, $"/v1/tokens/{id}", token)).AssertProblem(409, "no-administrator");
        Assert.Equal("still open", (await SendAsync(silo, HttpMethod.Get, "/v1/kv/a", token)).AssertDone().Text);
        var listed = (await SendAsync(silo, HttpMethod.Get, "/v1/tokens", token)).AssertDone().Text;
        Assert.DoesNotContain(token[17..], listed, StringComparison.Ordinal);
        Assert.DoesNotContain(token[17..], await EverythingStoredAsync(database), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revocation_ends_requests_and_watches_at_once_and_outlives_a_restart()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var (_, admin) = await CreateAsync(silo, """{"scopes":["admin"]}""");
        var (id, token) = await CreateAsync(silo, """{"scopes":["read"]}""", admin);
        await using var watch = await WatchReader.OpenAsync(silo.Url, token: token);

        var revoked = (await SendAsync(silo, HttpMethod.Delete, $"/v1/tokens/{id}", admin)).AssertDone();
        Assert.Equal("revoked", revoked.Json.GetProperty("state").GetString());
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", token)).AssertProblem(401, "unauthenticated");
        while (await watch.ReadAsync() is not null)
            continue;

        await silo.StopAsync();
        await silo.StartReadyAsync();
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", token)).AssertProblem(401, "unauthenticated");
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", admin)).AssertDone();
    }

    [Fact]
    public async Task A_token_that_is_taken_out_of_the_database_by_hand_is_refused_within_seconds()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var (_, admin) = await CreateAsync(silo, """{"scopes":["admin"]}""");
        var (id, token) = await CreateAsync(silo, """{"scopes":["read"]}""", admin);
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand($"delete from aevrion.token where id = '{id}'", connection))
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(async () => (await SendAsync(silo, HttpMethod.Get, "/v1/status", token)).Status == 401, "the token is gone");
    }

    [Fact]
    public async Task An_expired_token_ends_its_watches()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var (_, admin) = await CreateAsync(silo, """{"scopes":["admin"]}""");
        var (_, token) = await CreateAsync(silo, """{"scopes":["read"],"lifetimeMs":3000}""", admin);
        await using var watch = await WatchReader.OpenAsync(silo.Url, token: token);
        while (await watch.ReadAsync() is not null)
            continue;
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", token)).AssertProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task A_restore_under_way_is_broken_off_by_the_revocation_of_its_token()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        var (_, admin) = await CreateAsync(silo, """{"scopes":["admin"]}""");
        var (id, token) = await CreateAsync(silo, """{"scopes":["admin"]}""", admin);
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", silo.Port, TestContext.Current.CancellationToken);
        var head = $"POST /v1/restore HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: 1000000\r\n\r\nA";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
        var ended = ReadToEndAsync(socket.GetStream());
        await Assert.ThrowsAsync<TimeoutException>(() => ended.WaitAsync(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken));

        // Sooner than the server's own patience with a slow body.
        (await SendAsync(silo, HttpMethod.Delete, $"/v1/tokens/{id}", admin)).AssertDone();
        Assert.Equal("", await ended.WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_of_the_configuration_administers_and_is_stored_nowhere()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).With("AdminToken", ConfiguredToken).StartReadyAsync();
        (await silo.Api.GetAsync("/v1/status")).AssertProblem(401, "unauthenticated");
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", ConfiguredToken + "x")).AssertProblem(401, "unauthenticated");
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", ConfiguredToken)).AssertDone();

        // Nothing has to come before it, and nothing is the last.
        var (id, token) = await CreateAsync(silo, """{"scopes":["read"]}""", ConfiguredToken);
        (await SendAsync(silo, HttpMethod.Get, "/v1/status", token)).AssertDone();
        (await SendAsync(silo, HttpMethod.Delete, $"/v1/tokens/{id}", ConfiguredToken)).AssertDone();
        Assert.DoesNotContain(ConfiguredToken, await EverythingStoredAsync(database), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"scopes":[]}""")]
    [InlineData("""{"scopes":["all"]}""")]
    [InlineData("""{"scopes":["peer","read"]}""")]
    [InlineData("""{"scopes":["peer"],"prefixes":["a"]}""")]
    [InlineData("""{"scopes":["admin"],"prefixes":[""]}""")]
    [InlineData("""{"scopes":["admin"],"lifetimeMs":0}""")]
    [InlineData("""{"scopes":["admin"],"lifetimeMs":1e99}""")]
    [InlineData("""{"scopes":["admin"],"expires":5}""")]
    [InlineData("""{"scopes":["admin"],"description":"a\u0007"}""")]
    [InlineData("""["admin"]""")]
    public async Task What_is_no_token_is_refused_and_leaves_the_region_open(string body)
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        await using var silo = await new TestSilo("eu", database.ConnectionString).StartReadyAsync();
        (await silo.Api.PostAsync("/v1/tokens", body)).AssertProblem(400, "bad-body");
        Assert.Equal("""{"tokens":[]}""", (await silo.Api.GetAsync("/v1/tokens")).AssertDone().Text);
    }

    /// <summary>What is answered until the connection ends, in order or not.</summary>
    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        var read = new MemoryStream();
        try
        {
            await stream.CopyToAsync(read, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Reset: it is over.
        }

        return Encoding.ASCII.GetString(read.ToArray());
    }

    private static async Task<(string Id, string Token)> CreateAsync(TestSilo silo, string body, string? token = null)
    {
        var made = await SendAsync(silo, HttpMethod.Post, "/v1/tokens", token, body);
        Assert.True(made.Status == 201, made.Text);
        return (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("token").GetString()!);
    }

    private static Task<ApiAnswer> SendAsync(TestSilo silo, HttpMethod method, string path, string? token, string? body = null) => silo.Api.SendAsync(
        method, path, body is null ? null : new StringContent(body), token is null ? [] : [("Authorization", $"Bearer {token}")]);

    private static async Task<string> EverythingStoredAsync(PostgresDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("select coalesce(string_agg(token::text || encode(secret_hash, 'escape'), ' '), '') from aevrion.token", connection);
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
