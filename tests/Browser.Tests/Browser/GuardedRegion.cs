using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Browser.Tests.Browser;

/// <summary>A region that asks for tokens, with keys that begin with <c>open:</c> and with <c>shut:</c>.</summary>
public sealed class GuardedRegion : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo ?? throw new InvalidOperationException("The region has not been started.");

    internal string Admin { get; private set; } = "";

    /// <summary>Of scope read, for the keys that begin with <c>open:</c>.</summary>
    internal string Limited { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).StartReadyAsync();
        foreach (var key in (string[])["open:a", "open:b", "shut:a", "shut:b", "shut:c"])
            (await Silo.Api.PutAsync($"/v1/kv/{key}", $"value of {key}")).AssertDone();
        Admin = await CreateAsync("""{"scopes":["admin"]}""");
        Limited = await CreateAsync("""{"scopes":["read"],"prefixes":["open:"]}""");
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    private async Task<string> CreateAsync(string body)
    {
        using var content = new StringContent(body);
        var answer = await Silo.Api.SendAsync(HttpMethod.Post, "/v1/tokens", content, Admin.Length == 0 ? [] : [("Authorization", $"Bearer {Admin}")]);
        Assert.Equal(201, answer.Status);
        using var document = JsonDocument.Parse(answer.Text);
        return document.RootElement.GetProperty("token").GetString()!;
    }
}
