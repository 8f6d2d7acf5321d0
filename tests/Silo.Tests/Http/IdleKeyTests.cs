using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Http;

/// <summary>Keys leave memory when nobody uses them, and come back as they were.</summary>
public sealed class IdleKeyTests : IAsyncLifetime
{
    private const int Keys = 20;

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    private ApiClient Api => _silo!.Api;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).With("IdleKeyAge", "00:00:02").StartReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    [Fact]
    public async Task Keys_that_nobody_uses_leave_memory_and_are_answered_the_same()
    {
        for (var i = 0; i < Keys; i++)
            (await Api.PutAsync($"/v1/kv/idle/{i}", $"value {i}")).AssertDone();

        await Eventually.HoldsAsync(async () => await ActiveKeysAsync() == 0, "no key is in memory");

        for (var i = 0; i < Keys; i++)
            Assert.Equal($"value {i}", (await Api.GetAsync($"/v1/kv/idle/{i}")).AssertDone().Text);
        Assert.NotEqual(0, await ActiveKeysAsync());
    }

    [Fact]
    public async Task A_key_that_left_memory_is_written_after_what_it_was()
    {
        var first = (await Api.PutAsync("/v1/kv/idle/again", "first")).AssertDone().Json;
        await Eventually.HoldsAsync(async () => await ActiveKeysAsync() == 0, "no key is in memory");

        (await Api.PutAsync("/v1/kv/idle/again", "not", ("If-None-Match", "*"))).AssertProblem(412, "precondition-failed");
        var second = (await Api.PutAsync("/v1/kv/idle/again", "second", ("If-Match", $"\"{first.GetProperty("id").GetString()}\""))).AssertDone().Json;

        Assert.True(second.GetProperty("timestamp").GetInt64() > first.GetProperty("timestamp").GetInt64());
        Assert.Equal("second", (await Api.GetAsync("/v1/kv/idle/again")).AssertDone().Text);
    }

    private async Task<int> ActiveKeysAsync() => (await Api.GetAsync("/v1/status")).AssertDone().Json.GetProperty("activeKeys").GetInt32();
}
