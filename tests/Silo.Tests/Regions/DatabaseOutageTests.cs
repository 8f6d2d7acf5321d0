using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Regions;

/// <summary>A region whose database goes away, and comes back.</summary>
public sealed class DatabaseOutageTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private TestSilo? _silo;

    private PostgresServer Server => _server!;

    private TestSilo Silo => _silo!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.CreateAsync(Cancellation);
        _silo = new TestSilo("eu", Server.ConnectionString("aevrion_eu"));
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task A_silo_starts_before_its_database_and_serves_once_it_is_there()
    {
        await Silo.StartAsync();
        (await Silo.Api.GetAsync("/healthz")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Silo.Api.GetAsync("/readyz")).Problem == "storage-unavailable", "the silo says what it waits for");
        foreach (var path in (string[])["/v1/kv/key", "/v1/history/key", "/v1/tree", "/v1/peers", "/v1/status"])
            Assert.NotNull((await Silo.Api.GetAsync(path)).AssertProblem(503, "storage-unavailable").Header("Retry-After"));
        (await Silo.Api.PutAsync("/v1/kv/key", "v")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.PostAsync("/v1/batch")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.GetAsync("/v1/nothing")).AssertProblem(404, "no-such-route");

        await Server.StartAsync(Cancellation);
        await Silo.WaitUntilReadyAsync();
        (await Silo.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
    }

    [Fact]
    public async Task While_the_database_is_away_writes_are_refused_and_afterwards_everything_acknowledged_is_there()
    {
        await Server.StartAsync(Cancellation);
        await Silo.StartReadyAsync();
        (await Silo.Api.PutAsync("/v1/kv/before", "kept")).AssertDone();

        await Server.CrashAsync(Cancellation);
        (await Silo.Api.PutAsync("/v1/kv/during", "lost")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.PostAsync("/v1/batch", """{"op":"put","key":"during","text":"lost","timestamp":1}""")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.GetAsync("/v1/kv/cold")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.GetAsync("/v1/tree")).AssertProblem(503, "storage-unavailable");
        (await Silo.Api.GetAsync("/healthz")).AssertDone();
        await Eventually.HoldsAsync(async () => (await Silo.Api.GetAsync("/readyz")).Status == 503, "the silo is not ready");
        var status = (await Silo.Api.GetAsync("/v1/status")).AssertDone().Json;
        Assert.Equal("unavailable", status.GetProperty("storage").GetProperty("state").GetString());

        await Server.StartAsync(Cancellation);
        await Silo.WaitUntilReadyAsync();
        Assert.Equal("kept", (await Silo.Api.GetAsync("/v1/kv/before")).AssertDone().Text);
        await Eventually.HoldsAsync(async () => (await Silo.Api.PutAsync("/v1/kv/after", "kept")).Status == 200, "writes go on");
    }

    [Fact]
    public async Task A_silo_stops_while_its_database_is_away()
    {
        await Server.StartAsync(Cancellation);
        await Silo.StartReadyAsync();
        await Server.CrashAsync(Cancellation);
        await Silo.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), Cancellation);
    }

    [Fact]
    public async Task Writes_acknowledged_while_the_database_crashes_again_and_again_are_never_lost()
    {
        await Server.StartAsync(Cancellation);
        await Silo.StartReadyAsync();
        var acknowledged = new Dictionary<string, string>();
        for (var round = 0; round < 3; round++)
        {
            var crash = Server.CrashAsync(Cancellation);
            for (var i = 0; !crash.IsCompleted || i < 20; i++)
            {
                var answer = await Silo.Api.PutAsync($"/v1/kv/{round}/{i}", $"{round}/{i}");
                if (answer.Status == 200)
                    acknowledged[$"{round}/{i}"] = answer.Json.GetProperty("id").GetString()!;
                else
                    answer.AssertProblem(503, "storage-unavailable");
            }

            await crash;
            await Server.StartAsync(Cancellation);
            await Silo.WaitUntilReadyAsync();
        }

        foreach (var (key, id) in acknowledged)
            Assert.Equal($"\"{id}\"", (await Silo.Api.GetAsync($"/v1/kv/{key}")).AssertDone().Header("ETag"));
    }
}
