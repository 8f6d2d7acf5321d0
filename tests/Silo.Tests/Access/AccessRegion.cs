using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Storage.Tokens;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Access;

/// <summary>A region with tokens of every kind, and keys that begin with <c>open/</c> and with <c>shut/</c>.</summary>
public sealed class AccessRegion : IAsyncLifetime
{
    private static readonly AccessScopes[] Scopes = [AccessScopes.Read, AccessScopes.Write, AccessScopes.Import, AccessScopes.Admin, AccessScopes.Peer];

    private readonly Dictionary<AccessScopes, string> _tokens = [];
    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo!;

    internal ApiClient Api => Silo.Api;

    internal string Admin => _tokens[AccessScopes.Admin];

    /// <summary>All client scopes, for the keys that begin with <c>open/</c>.</summary>
    internal string Limited { get; private set; } = "";

    /// <summary>All client scopes, and over.</summary>
    internal string Expired { get; private set; } = "";

    internal string Revoked { get; private set; } = "";

    internal string ExpiredPeer { get; private set; } = "";

    internal string RevokedPeer { get; private set; } = "";

    /// <summary>A token of one scope, for all keys.</summary>
    internal string Of(AccessScopes scope) => _tokens[scope];

    internal IEnumerable<(AccessScopes Scope, string Token)> Single => _tokens.Select(token => (token.Key, token.Value));

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).StartReadyAsync();
        foreach (var key in (string[])["open/a", "open/b", "shut/a", "shut/b"])
            (await Api.PutAsync($"/v1/kv/{key}", "there")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Api.GetAsync("/v1/tree")).Json.GetProperty("count").GetInt64() == 4, "the time of the writes is closed");

        _tokens[AccessScopes.Admin] = (await CreateAsync("""{"scopes":["admin"]}""", token: null)).Token;
        foreach (var scope in Scopes.Where(scope => scope != AccessScopes.Admin))
            _tokens[scope] = (await CreateAsync($$"""{"scopes":["{{ScopeNames.Of(scope)[0]}}"]}""")).Token;
        Limited = (await CreateAsync("""{"scopes":["read","write","import","admin"],"prefixes":["open/"]}""")).Token;
        Expired = (await CreateAsync("""{"scopes":["admin"],"lifetimeMs":1}""")).Token;
        ExpiredPeer = (await CreateAsync("""{"scopes":["peer"],"lifetimeMs":1}""")).Token;
        Revoked = await CreateRevokedAsync("admin");
        RevokedPeer = await CreateRevokedAsync("peer");
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    internal Task<(string Id, string Token)> CreateAsync(string body) => CreateAsync(body, Admin);

    internal Task<ApiAnswer> RevokeAsync(string id) => SendAsync(HttpMethod.Delete, $"/v1/tokens/{id}", null, Admin);

    internal Task<ApiAnswer> GetAsync(string path, string? token) => SendAsync(HttpMethod.Get, path, null, token);

    internal Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string? token) => Api.SendAsync(
        method, path, body is null ? null : new StringContent(body), token is null ? [] : [("Authorization", $"Bearer {token}")]);

    /// <summary>All that a request could have changed: events, tokens, rebuilds.</summary>
    internal async Task<string> EffectsAsync()
    {
        var count = (await GetAsync("/v1/status", Admin)).AssertDone().Json.GetProperty("count").GetInt64();
        var tokens = (await GetAsync("/v1/tokens", Admin)).AssertDone().Text;
        var rebuild = (await GetAsync("/v1/rebuild", Admin)).Status;
        var conflicts = (await GetAsync("/v1/conflicts", Admin)).AssertDone().Text;
        return $"{count} {rebuild} {Silo.Running.Appender.PendingEvents} {conflicts} {JsonSerializer.Serialize(tokens)}";
    }

    private async Task<(string Id, string Token)> CreateAsync(string body, string? token)
    {
        var made = await SendAsync(HttpMethod.Post, "/v1/tokens", body, token);
        Assert.True(made.Status == 201, made.Text);
        return (made.Json.GetProperty("id").GetString()!, made.Json.GetProperty("token").GetString()!);
    }

    private async Task<string> CreateRevokedAsync(string scope)
    {
        var (id, token) = await CreateAsync($$"""{"scopes":["{{scope}}"]}""");
        (await RevokeAsync(id)).AssertDone();
        return token;
    }
}
