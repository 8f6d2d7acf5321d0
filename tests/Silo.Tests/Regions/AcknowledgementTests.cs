using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Regions;

/// <summary><c>?ack=quorum|all</c> over HTTP.</summary>
public sealed class AcknowledgementTests : IAsyncLifetime
{
    private TwoRegions? _regions;

    private TwoRegions Regions => _regions!;

    public async ValueTask InitializeAsync() => _regions = await TwoRegions.CreateAsync();

    public ValueTask DisposeAsync() => Regions.DisposeAsync();

    [Theory]
    [InlineData("quorum")]
    [InlineData("all")]
    public async Task What_was_acknowledged_is_read_in_the_other_region_at_once(string level)
    {
        await Regions.StartAsync();
        var put = (await Regions.Eu.Api.PutAsync($"/v1/kv/key?ack={level}&timeout=60000", "v")).AssertDone();
        Assert.Equal($"\"{put.Json.GetProperty("id")}\"", (await Regions.Us.Api.GetAsync("/v1/kv/key")).AssertDone().Header("ETag"));
        (await Regions.Us.Api.DeleteAsync($"/v1/kv/key?ack={level}&timeout=60000")).AssertDone();
        (await Regions.Eu.Api.GetAsync("/v1/kv/key")).AssertProblem(404, "key-not-found");
        (await Regions.Eu.Api.PostAsync($"/v1/batch?ack={level}&timeout=60000", Lines)).AssertDone();
        Assert.Equal("1", (await Regions.Us.Api.GetAsync("/v1/kv/a")).AssertDone().Text);
        Assert.Equal("2", (await Regions.Us.Api.GetAsync("/v1/kv/b?at=1700000000000")).AssertDone().Text);
    }

    [Fact]
    public async Task Without_the_other_region_the_write_stands_and_its_answer_says_so()
    {
        await Regions.Eu.StartReadyAsync();
        var put = (await Regions.Eu.Api.PutAsync("/v1/kv/key?ack=all&timeout=200", "v")).AssertProblem(504, "ack-timeout");
        Assert.Equal(["eu"], Names(put, "acknowledged"));
        Assert.Equal(["us"], Names(put, "missing"));
        var read = (await Regions.Eu.Api.GetAsync("/v1/kv/key")).AssertDone();
        Assert.Equal($"\"{put.Json.GetProperty("id")}\"", read.Header("ETag"));
        Assert.Equal(put.Json.GetProperty("timestamp").GetInt64().ToString(), read.Header("Aevrion-Timestamp"));

        (await Regions.Eu.Api.DeleteAsync("/v1/kv/key?ack=quorum&timeout=0")).AssertProblem(504, "ack-timeout");
        (await Regions.Eu.Api.GetAsync("/v1/kv/key")).AssertProblem(404, "key-not-found");
        var batch = (await Regions.Eu.Api.PostAsync("/v1/batch?ack=quorum&timeout=200", Lines)).AssertProblem(504, "ack-timeout");
        Assert.Equal(["a", "b"], batch.Json.GetProperty("results").EnumerateArray().Select(line => line.GetProperty("key").GetString()));
        Assert.False(batch.Json.TryGetProperty("outcome", out _));

        // Everything is pushed once the other region is there, and a write that waits for that is answered.
        var waiting = Regions.Eu.Api.PutAsync("/v1/kv/last?ack=all&timeout=60000", "v");
        await Regions.Us.StartReadyAsync();
        (await waiting).AssertDone();
        Assert.Equal("v", (await Regions.Us.Api.GetAsync("/v1/kv/last")).AssertDone().Text);
    }

    [Fact]
    public async Task A_condition_that_fails_waits_for_nobody()
    {
        await Regions.Eu.StartReadyAsync();
        (await Regions.Eu.Api.PutAsync("/v1/kv/key", "v")).AssertDone();
        (await Regions.Eu.Api.PutAsync("/v1/kv/key?ack=all&timeout=300000", "w", ("If-None-Match", "*"))).AssertProblem(412, "precondition-failed");
    }

    [Fact]
    public async Task A_silo_stops_though_writes_wait()
    {
        await Regions.Eu.StartReadyAsync();
        var waiting = Regions.Eu.Api.PutAsync("/v1/kv/key?ack=all&timeout=300000", "v");
        await Eventually.HoldsAsync(async () => (await Regions.Eu.Api.GetAsync("/v1/kv/key")).Status == 200, "it is written");
        await Regions.Eu.StopAsync().WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        (await waiting).AssertProblem(504, "ack-timeout");
    }

    private const string Lines = """
        {"op":"put","key":"a","text":"1"}
        {"op":"put","key":"b","text":"2","timestamp":1700000000000}
        """;

    private static IEnumerable<string?> Names(ApiAnswer answer, string member) =>
        answer.Json.GetProperty(member).EnumerateArray().Select(name => name.GetString());
}
