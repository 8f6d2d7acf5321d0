using Aevrion.Client.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.Client;

/// <summary>Writes that wait for other regions.</summary>
public sealed class AckTests : IAsyncLifetime
{
    private static readonly WriteOptions InAll = new() { Ack = Acknowledgement.All, Timeout = TimeSpan.FromMilliseconds(1_500) };

    private StandInRegion _region = null!;
    private StandInRegion _spare = null!;
    private AevrionClient _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _region = await StandInRegion.StartAsync("eu");
        _spare = await StandInRegion.StartAsync("us");
        _db = TestClients.Create(_region.Url, _spare.Url);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _region.DisposeAsync();
        await _spare.DisposeAsync();
    }

    [Fact]
    public async Task A_write_that_too_few_regions_had_in_time_tells_what_stands_and_is_not_sent_again()
    {
        _region.FailNext((context, _) => TimeOutAsync(context, """ "id":"ab","timestamp":17 """));

        var error = await Assert.ThrowsAsync<AevrionAckTimeoutException>(() => _db.PutAsync("key", "value", InAll, Cancel));

        Assert.Equal(("urn:aevrion:problem:ack-timeout", 504), (error.Type, error.Status));
        Assert.Equal(("ab", 17L), (error.Id, error.Timestamp));
        Assert.Equal(["eu"], error.Acknowledged);
        Assert.Equal(["ap", "us"], error.Missing);
        Assert.Contains("ap, us", error.Message, StringComparison.Ordinal);
        Assert.Empty(error.Results);
        Assert.Single(_region.Requests);
        Assert.Empty(_spare.Requests);
    }

    [Fact]
    public async Task A_batch_that_too_few_regions_had_in_time_tells_its_results_and_is_not_sent_again()
    {
        _region.FailNext((context, _) => TimeOutAsync(context, """ "results":[{"key":"a","id":"ab","timestamp":5,"added":true}] """));
        var batch = new WriteBatch { Ack = Acknowledgement.Quorum };
        batch.TryAdd(BatchOperation.Put("a", "1", 5));

        var error = await Assert.ThrowsAsync<AevrionAckTimeoutException>(() => _db.BatchAsync(batch, Cancel));

        Assert.Equal([new BatchResult("a", "ab", 5, Added: true)], error.Results);
        Assert.Null(error.Id);
        Assert.Empty(_spare.Requests);
    }

    [Fact]
    public async Task What_is_asked_for_goes_into_the_query()
    {
        _region.FailNext((context, _) => TimeOutAsync(context, """ "id":"ab" """));
        _region.FailNext((context, _) => TimeOutAsync(context, """ "id":"ab" """));
        await Assert.ThrowsAsync<AevrionAckTimeoutException>(() => _db.PutAsync("key", "value", InAll, Cancel));
        await Assert.ThrowsAsync<AevrionAckTimeoutException>(
            () => _db.DeleteAsync("key", new WriteOptions { Ack = Acknowledgement.Quorum }, Cancel));
        await _db.PutAsync("key", "value", new WriteOptions { Timeout = TimeSpan.FromSeconds(3) }, Cancel);

        Assert.Equal(
            ["/v1/kv/key?ack=all&timeout=1500", "/v1/kv/key?ack=quorum", "/v1/kv/key"], _region.Requests.Select(request => request.Target));
    }

    [Fact]
    public async Task A_time_that_no_region_waits_is_refused_before_anything_is_sent()
    {
        var options = new WriteOptions { Ack = Acknowledgement.All, Timeout = AevrionLimits.MaxAckTimeout + TimeSpan.FromMilliseconds(1) };
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => _db.PutAsync("key", "value", options, Cancel));
        Assert.Empty(_region.Requests);
    }

    private static Task TimeOutAsync(HttpContext context, string members)
    {
        context.Response.StatusCode = 504;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(
            $$"""{"type":"urn:aevrion:problem:ack-timeout","title":"t","status":504,"detail":"It is written.","acknowledged":["eu"],"missing":["ap","us"],{{members}}}""",
            Cancel);
    }
}
