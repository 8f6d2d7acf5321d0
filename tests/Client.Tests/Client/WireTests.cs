using System.Text;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Client;

public sealed class WireTests(StandInFixture fixture) : IClassFixture<StandInFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("user:123", "/v1/kv/user%3A123")]
    [InlineData("a/b", "/v1/kv/a/b")]
    [InlineData("../x", "/v1/kv/%2E%2E/x")]
    [InlineData("a/./..", "/v1/kv/a/%2E/%2E%2E")]
    [InlineData("v1.2/...", "/v1/kv/v1.2/...")]
    [InlineData("%2F", "/v1/kv/%252F")]
    [InlineData("é?#", "/v1/kv/%C3%A9%3F%23")]
    [InlineData("//", "/v1/kv///")]
    public async Task A_key_stands_in_the_path_percent_encoded(string key, string expected)
    {
        await using var db = TestClients.Create(fixture.Region.Url);

        await db.GetEntryAsync(key, cancellationToken: Cancel);

        Assert.Equal(expected, fixture.Region.Requests[^1].Target);
    }

    [Fact]
    public async Task A_read_at_the_converged_time_tells_that_time_or_what_is_missing()
    {
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(region.Url);
        region.Store.Add("key", "old"u8.ToArray(), 1_000);
        region.Store.Add("key", "new"u8.ToArray(), 2_000);
        var error = await Assert.ThrowsAsync<AevrionNotConvergedException>(() => db.GetEntryAsync("key", PointInTime.Converged, Cancel));
        Assert.Equal("Nothing was heard of region 'us' yet.", error.Detail);

        region.ConvergedAt = 1_999;
        var entry = await db.GetEntryAsync("key", PointInTime.Converged, Cancel);
        Assert.Equal((1_000, 1_999L), (entry!.Timestamp, entry.ConvergedAt));
        Assert.Null((await db.GetEntryAsync("key", 1_999, Cancel))!.ConvergedAt);
        Assert.Equal("/v1/kv/key?at=converged", region.Requests[1].Target);
    }

    [Fact]
    public async Task A_history_is_not_listed_before_the_converged_time()
    {
        await using var db = TestClients.Create(fixture.Region.Url);
        Assert.Throws<ArgumentException>(() => db.HistoryAsync("key", new HistoryOptions { Before = PointInTime.Converged }, Cancel));
    }

    [Fact]
    public async Task A_base_url_may_have_a_path()
    {
        await using var db = TestClients.Create(fixture.Region.Url + "/behind/a/gateway/");

        await Assert.ThrowsAsync<AevrionNotFoundException>(() => db.GetStatusAsync(Cancel));

        Assert.Equal("/behind/a/gateway/v1/status", fixture.Region.Requests[^1].Target);
    }

    [Fact]
    public async Task The_access_token_is_sent_as_a_bearer_token()
    {
        await using var db = TestClients.Create(options => options.AccessToken = "secret", fixture.Region.Url);

        await db.GetStatusAsync(Cancel);

        Assert.Equal("Bearer secret", fixture.Region.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_batch_is_sent_as_the_lines_of_the_contract()
    {
        await using var db = TestClients.Create(fixture.Region.Url);

        await db.BatchAsync([BatchOperation.Put("é\"\n", "hi", 5), BatchOperation.Delete("b"), BatchOperation.Put("c", "")], Cancel);

        Assert.Equal(
            """
            {"op":"put","key":"é\"\n","value":"aGk=","timestamp":5}
            {"op":"delete","key":"b"}
            {"op":"put","key":"c","value":""}

            """,
            Encoding.UTF8.GetString(fixture.Region.Requests[^1].Body));
    }

    [Fact]
    public void A_batch_takes_lines_until_the_next_would_not_fit()
    {
        var batch = new WriteBatch();
        var line = BatchOperation.Put("key", new byte[1_000_000]);

        var taken = 0;
        while (batch.TryAdd(line))
            taken++;

        Assert.Equal(12, taken);
        Assert.Equal(12, batch.Count);
        Assert.InRange(batch.SizeBytes, AevrionLimits.MaxBatchBytes - 1_400_000, AevrionLimits.MaxBatchBytes);
        Assert.True(batch.TryAdd(BatchOperation.Delete("small")));
        batch.Clear();
        Assert.Equal((0, 0), (batch.Count, batch.SizeBytes));
        Assert.True(batch.TryAdd(line));
    }

    [Fact]
    public async Task More_lines_than_a_batch_takes_are_refused_before_anything_is_sent()
    {
        await using var db = TestClients.Create(fixture.Region.Url);
        var before = fixture.Region.Requests.Count;
        var lines = Enumerable.Repeat(BatchOperation.Delete("key"), AevrionLimits.MaxBatchLines + 1);

        var error = await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => db.BatchAsync(lines, Cancel));

        Assert.Equal(413, error.Status);
        Assert.Equal(before, fixture.Region.Requests.Count);
    }

    [Fact]
    public async Task An_injected_handler_sends_the_requests_and_stays_the_callers()
    {
        using var handler = new SocketsHttpHandler();
        for (var count = 0; count < 2; count++)
        {
            await using var db = TestClients.Create(options => options.HttpMessageHandler = handler, fixture.Region.Url);
            Assert.Equal("eu", (await db.GetStatusAsync(Cancel)).Region);
        }
    }

    [Fact]
    public async Task What_a_newer_region_adds_to_a_document_is_kept()
    {
        await using var db = TestClients.Create(fixture.Region.Url);

        var status = await db.GetStatusAsync(Cancel);

        Assert.Equal(7, status.Extensions?["somethingNewer"].GetInt32());
    }
}
