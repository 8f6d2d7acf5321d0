using System.Net;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Client;

public sealed class RetrySafetyTests : IAsyncLifetime
{
    private readonly List<IAsyncDisposable> _owned = [];
    private StandInRegion _region = null!;
    private StandInRegion _spare = null!;
    private AevrionClient _db = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _region = await StandInRegion.StartAsync("eu");
        _spare = await StandInRegion.StartAsync("us");
        _db = TestClients.Create(_region.Url, _spare.Url);
        _owned.AddRange([_db, _region, _spare]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var item in _owned)
            await item.DisposeAsync();
    }

    [Fact]
    public async Task A_put_whose_answer_is_lost_is_not_sent_again()
    {
        _region.FailNext(HandleAndBreakAsync);

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => _db.PutAsync("key", "value", cancellationToken: Cancel));

        Assert.True(error.OutcomeUnknown);
        Assert.Equal(1, _region.Store.Count + _spare.Store.Count);
    }

    [Fact]
    public async Task A_delete_is_sent_once_when_the_region_dies_over_it()
    {
        await using var server = new DyingServer();
        await using var db = TestClients.Create(server.Url);
        await db.GetEntryAsync("key", cancellationToken: Cancel);

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.DeleteAsync("key", cancellationToken: Cancel));

        Assert.True(error.OutcomeUnknown);
        Assert.Equal(["GET", "DELETE"], server.Methods);
    }

    [Fact]
    public async Task A_read_whose_answer_is_lost_is_sent_again()
    {
        _spare.Store.Add("key", "value"u8.ToArray(), null);
        _region.FailNext(HandleAndBreakAsync);

        Assert.Equal("value", await _db.GetAsync<string>("key", cancellationToken: Cancel));
    }

    [Fact]
    public async Task A_batch_with_timestamps_whose_answer_is_lost_is_sent_again()
    {
        _region.FailNext(HandleAndBreakAsync);

        await _db.BatchAsync([BatchOperation.Put("a", "1", 1_000), BatchOperation.Delete("b", 1_001)], Cancel);

        Assert.Equal(2, _region.Store.Count);
        Assert.Equal(2, _spare.Store.Count);
    }

    [Fact]
    public async Task A_batch_with_one_line_without_timestamp_is_sent_again_to_the_same_region_with_the_same_key()
    {
        _region.FailNext(HandleAndBreakAsync);

        await _db.BatchAsync([BatchOperation.Put("a", "1", 1_000), BatchOperation.Put("b", "2")], Cancel);

        Assert.Equal(0, _spare.Store.Count);
        var keys = _region.Requests.Select(request => request.IdempotencyKey).ToList();
        Assert.Equal(2, keys.Count);
        Assert.NotNull(keys[0]);
        Assert.Equal(keys[0], keys[1]);
    }

    [Fact]
    public async Task A_batch_whose_outcome_stays_unknown_is_never_sent_to_another_region()
    {
        await using var db = TestClients.Create(options => options.MaxPasses = 2, _region.Url, _spare.Url);
        _region.FailNext(HandleAndBreakAsync);
        _region.AnswerNext(503, "overloaded");

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.BatchAsync([BatchOperation.Put("b", "2")], Cancel));

        Assert.True(error.OutcomeUnknown);
        Assert.Empty(_spare.Requests);
    }

    [Fact]
    public async Task Each_batch_has_a_key_of_its_own_unless_it_is_given_one_or_needs_none()
    {
        await _db.BatchAsync([BatchOperation.Put("a", "1")], Cancel);
        await _db.BatchAsync([BatchOperation.Put("a", "1")], Cancel);
        await _db.BatchAsync([BatchOperation.Put("a", "1", 1_000)], Cancel);
        var named = new WriteBatch { IdempotencyKey = "order-17" };
        named.TryAdd(BatchOperation.Put("a", "1"));
        await _db.BatchAsync(named, Cancel);

        var keys = _region.Requests.Select(request => request.IdempotencyKey).ToList();
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal([null, "order-17"], keys[2..]);
        var bad = new WriteBatch { IdempotencyKey = "two words" };
        bad.TryAdd(BatchOperation.Put("a", "1"));
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => _db.BatchAsync(bad, Cancel));
    }

    [Fact]
    public async Task A_write_to_an_overloaded_region_is_sent_again()
    {
        _region.AnswerNext(503, "overloaded", retryAfter: "0");

        await _db.PutAsync("key", "value", cancellationToken: Cancel);

        Assert.Equal(1, _region.Store.Count + _spare.Store.Count);
    }

    [Fact]
    public async Task A_write_to_the_only_region_waits_as_long_as_it_asks()
    {
        await using var db = TestClients.Create(_region.Url);
        _region.AnswerNext(503, "overloaded", retryAfter: "1");
        _region.AnswerNext(503, "overloaded");
        var startedAt = TimeProvider.System.GetTimestamp();

        await db.PutAsync("key", "value", cancellationToken: Cancel);

        Assert.True(TimeProvider.System.GetElapsedTime(startedAt) >= TimeSpan.FromMilliseconds(990));
        Assert.Equal(1, _region.Store.Count);
    }

    [Fact]
    public async Task A_region_that_asks_for_more_time_than_there_is_patience_is_not_waited_for()
    {
        await using var db = TestClients.Create(_region.Url);
        _region.AnswerNext(503, "overloaded", retryAfter: "3600");

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.PutAsync("key", "value", cancellationToken: Cancel));

        Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
        Assert.Equal("urn:aevrion:problem:overloaded", error.Type);
        Assert.False(error.OutcomeUnknown);
        Assert.Single(_region.Requests);
    }

    [Theory]
    [InlineData(503, "storage-unavailable")]
    [InlineData(503, "anything-else")]
    [InlineData(502, "from-a-gateway")]
    [InlineData(504, "from-a-gateway")]
    public async Task A_write_that_a_region_cannot_vouch_for_is_not_sent_again(int status, string slug)
    {
        _region.AnswerNext(status, slug, retryAfter: "1");

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => _db.PutAsync("key", "value", cancellationToken: Cancel));

        Assert.True(error.OutcomeUnknown);
        Assert.Equal(status, error.Status);
        Assert.Empty(_spare.Requests);
    }

    [Fact]
    public async Task An_import_that_no_region_vouches_for_may_have_been_written()
    {
        await using var db = TestClients.Create(options => options.MaxPasses = 1, _region.Url, _spare.Url);
        _region.AnswerNext(503, "storage-unavailable");
        _spare.AnswerNext(503, "overloaded");

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.BatchAsync([BatchOperation.Put("a", "1", 1_000)], Cancel));

        Assert.True(error.OutcomeUnknown);
    }

    [Fact]
    public async Task A_request_is_sent_a_bounded_number_of_times()
    {
        await using var db = TestClients.Create(options => options.MaxPasses = 2, _region.Url, _spare.Url);
        for (var count = 0; count < 2; count++)
        {
            _region.AnswerNext(503, "overloaded");
            _spare.AnswerNext(503, "overloaded");
        }

        await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.PutAsync("key", "value", cancellationToken: Cancel));

        Assert.Equal(2, _region.Requests.Count);
        Assert.Equal(2, _spare.Requests.Count);
    }

    [Fact]
    public async Task An_internal_error_is_not_hidden_behind_another_region()
    {
        _region.AnswerNext((int)HttpStatusCode.InternalServerError, "internal-error");

        var error = await Assert.ThrowsAsync<AevrionException>(() => _db.GetAsync<string>("key", cancellationToken: Cancel));

        Assert.Equal(500, error.Status);
        Assert.Empty(_spare.Requests);
    }

    private static async Task HandleAndBreakAsync(Microsoft.AspNetCore.Http.HttpContext context, Func<Task> handle)
    {
        context.Response.Body = Stream.Null;
        await handle();
        context.Abort();
    }
}
