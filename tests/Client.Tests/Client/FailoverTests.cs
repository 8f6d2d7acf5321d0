using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Client;

public sealed class FailoverTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_url_that_works_serves_every_request()
    {
        await using var first = await StandInRegion.StartAsync("eu");
        await using var second = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(first.Url, second.Url);

        for (var count = 0; count < 5; count++)
            Assert.Equal("eu", (await db.GetStatusAsync(Cancel)).Region);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Reads_and_writes_go_to_the_next_url_when_one_refuses_connections()
    {
        using var closed = new ClosedPort();
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(closed.Url, region.Url);

        await db.PutAsync("key", "value", cancellationToken: Cancel);
        await db.BatchAsync([BatchOperation.Put("other", "value")], Cancel);

        Assert.Equal("value", await db.GetAsync<string>("key", cancellationToken: Cancel));
        await db.DeleteAsync("key", cancellationToken: Cancel);
        Assert.Equal(3, region.Store.Count);
    }

    [Fact]
    public async Task A_write_goes_to_the_next_url_when_the_host_name_is_unknown()
    {
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create("http://no-such-host.invalid:7400", region.Url);

        await db.PutAsync("key", "value", cancellationToken: Cancel);

        Assert.Equal(1, region.Store.Count);
    }

    [Fact]
    public async Task A_url_that_failed_is_skipped_until_it_has_cooled_down()
    {
        var clock = new AdvancedClock();
        await using var first = await StandInRegion.StartAsync("eu");
        await using var second = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(options => options.TimeProvider = clock, first.Url, second.Url);
        first.AnswerNext(503, "storage-unavailable");

        Assert.Equal("us", (await db.GetStatusAsync(Cancel)).Region);
        Assert.Equal("us", (await db.GetStatusAsync(Cancel)).Region);
        Assert.Single(first.Requests);

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("eu", (await db.GetStatusAsync(Cancel)).Region);
    }

    [Fact]
    public async Task A_url_that_cools_down_is_tried_when_no_other_works()
    {
        using var closed = new ClosedPort();
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(closed.Url, region.Url);
        region.AnswerNext(503, "storage-unavailable");

        Assert.Equal("eu", (await db.GetStatusAsync(Cancel)).Region);
    }

    [Fact]
    public async Task A_region_that_comes_up_between_two_passes_is_found()
    {
        var port = new ClosedPort();
        var url = port.Url;
        await using var db = TestClients.Create(options => (options.MaxPasses, options.RetryDelay) = (20, TimeSpan.FromMilliseconds(100)), url);

        var status = db.GetStatusAsync(Cancel);
        port.Dispose();
        await using var region = await StandInRegion.StartAsync(port: new Uri(url).Port);

        Assert.Equal("eu", (await status).Region);
    }

    [Fact]
    public async Task When_no_url_works_the_error_lists_each_of_them_and_why()
    {
        using var closed = new ClosedPort();
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(options => options.MaxPasses = 1, closed.Url, "http://no-such-host.invalid", region.Url);
        region.AnswerNext(503, "storage-unavailable");

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.GetStatusAsync(Cancel));

        Assert.Equal(
            [("connection refused", closed.Url), ("the host name is unknown", "http://no-such-host.invalid"),
                ("storage-unavailable: Made to fail", region.Url)],
            error.Failures.Select(failure => (failure.Reason, failure.Url.AbsoluteUri.TrimEnd('/'))));
        Assert.Contains(closed.Url, error.Message, StringComparison.Ordinal);
        Assert.False(error.OutcomeUnknown);
    }
}
