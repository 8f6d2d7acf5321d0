using System.Text.Json;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Telemetry;

/// <summary>What a region says that it did lately.</summary>
public sealed class LoadTests
{
    private const string TooManyMinutes = "/v1/load?minutes=61";

    [Fact]
    public async Task What_clients_wrote_and_read_is_counted_and_timed()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var api = (await regions.Eu.StartReadyAsync()).Api;
        (await api.PutAsync("/v1/kv/a", "v")).AssertDone();
        (await api.DeleteAsync("/v1/kv/b")).AssertDone();
        (await api.PostAsync("/v1/batch", "{\"op\":\"put\",\"key\":\"c\",\"text\":\"1\"}\n{\"op\":\"put\",\"key\":\"d\",\"text\":\"2\"}")).AssertDone();
        (await api.GetAsync("/v1/kv/a")).AssertDone();
        Assert.Equal(404, (await api.GetAsync("/v1/kv/never")).Status);
        (await api.PostAsync("/v1/get", """{"keys":["a","c","d"]}""")).AssertDone();
        (await api.GetAsync("/v1/kv?prefix=a")).AssertDone();
        Assert.Equal(400, (await api.GetAsync("/v1/kv/a?at=then")).Status);

        var load = (await api.GetAsync("/v1/load?minutes=1")).AssertDone().Json;
        Assert.Equal("eu", load.GetProperty("region").GetString());
        Assert.Equal(1, load.GetProperty("silos").GetInt32());
        Assert.Equal(10_000, load.GetProperty("stepMs").GetInt32());
        Assert.Equal(4, Sum(load, "writes"));
        Assert.Equal(6, Sum(load, "reads"));
        Assert.Equal(0, Sum(load, "refused"));
        var point = load.GetProperty("points").EnumerateArray().First(point => point.GetProperty("writes").GetInt64() > 0);
        Assert.Equal(0, point.GetProperty("at").GetInt64() % 10_000);
        var write = point.GetProperty("write");
        Assert.InRange(write.GetProperty("p50Ms").GetDouble(), 0.001, write.GetProperty("p99Ms").GetDouble());
    }

    [Fact]
    public async Task A_step_without_any_request_that_is_timed_has_no_times()
    {
        await using var regions = await TwoRegions.CreateAsync();
        await regions.StartAsync();
        (await regions.Eu.Api.PutAsync("/v1/kv/pushed", "v")).AssertDone();

        await Eventually.HoldsAsync(async () => Sum(await LoadOfAsync(regions.Us), "received") == 1, "us has counted what it received");
        await Eventually.HoldsAsync(async () => Sum(await LoadOfAsync(regions.Eu), "sent") == 1, "eu has counted what us acknowledged");
        foreach (var point in (await LoadOfAsync(regions.Us)).GetProperty("points").EnumerateArray())
        {
            Assert.Equal(0, point.GetProperty("writes").GetInt64());
            Assert.Equal(JsonValueKind.Null, point.GetProperty("write").ValueKind);
            Assert.Equal(JsonValueKind.Null, point.GetProperty("read").ValueKind);
        }
    }

    [Fact]
    public async Task Requests_that_are_refused_for_want_of_room_are_counted_as_such()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var api = (await regions.Eu.With("Limits:RequestsPerSecondPerClient", "1").With("Limits:BurstPerClient", "1").StartReadyAsync()).Api;
        var refused = 0;
        for (var tries = 0; tries < 50 && refused == 0; tries++)
            refused += (await api.GetAsync("/v1/kv/a")).Status == 429 ? 1 : 0;

        Assert.Equal(1, refused);
        await Eventually.HoldsAsync(
            async () => await api.GetAsync("/v1/load") is { Status: 200 } answer && Sum(answer.Json, "refused") >= 1, "the refused request is counted");
    }

    [Fact]
    public async Task Minutes_that_are_not_kept_are_refused()
    {
        await using var regions = await TwoRegions.CreateAsync();
        var api = (await regions.Eu.StartReadyAsync()).Api;
        (await api.GetAsync(TooManyMinutes)).AssertProblem(400, "bad-parameter");
        (await api.GetAsync("/v1/load?hours=1")).AssertProblem(400, "unknown-parameter");
    }

    private static async Task<JsonElement> LoadOfAsync(TestSilo silo) => (await silo.Api.GetAsync("/v1/load")).AssertDone().Json;

    private static long Sum(JsonElement load, string count) =>
        load.GetProperty("points").EnumerateArray().Sum(point => point.GetProperty(count).GetInt64());
}
