using Aevrion.Client.Tests.StandIn;
using Microsoft.AspNetCore.Http;

namespace Aevrion.Client.Tests.Client;

public sealed class TimeoutTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_that_hangs_is_answered_by_the_next_url()
    {
        await using var hanging = await StandInRegion.StartAsync("eu");
        await using var region = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(300), hanging.Url, region.Url);
        hanging.FailNext(HangAsync);

        Assert.Equal("us", (await db.GetStatusAsync(Cancel)).Region);
    }

    [Fact]
    public async Task A_read_whose_body_stops_half_way_is_answered_by_the_next_url()
    {
        await using var hanging = await StandInRegion.StartAsync("eu");
        await using var region = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(300), hanging.Url, region.Url);
        hanging.FailNext(async (context, handle) =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half", context.RequestAborted);
            await HangAsync(context, handle);
        });

        Assert.Equal("us", (await db.GetStatusAsync(Cancel)).Region);
    }

    [Fact]
    public async Task A_write_that_hangs_has_an_unknown_outcome()
    {
        await using var hanging = await StandInRegion.StartAsync("eu");
        await using var region = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(options => options.AttemptTimeout = TimeSpan.FromMilliseconds(300), hanging.Url, region.Url);
        hanging.FailNext(HangAsync);

        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => db.PutAsync("key", "value", cancellationToken: Cancel));

        Assert.True(error.OutcomeUnknown);
        Assert.Equal("no answer within 0.3 s", Assert.Single(error.Failures).Reason);
        Assert.Empty(region.Requests);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_it_at_once_and_with_the_callers_token()
    {
        await using var hanging = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(hanging.Url);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var arrived = new TaskCompletionSource();
        hanging.FailNext((context, handle) =>
        {
            arrived.SetResult();
            return HangAsync(context, handle);
        });

        var call = db.GetStatusAsync(cancellation.Token);
        await arrived.Task.WaitAsync(Cancel);
        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Single(hanging.Requests);
    }

    [Fact]
    public async Task Cancelling_a_call_ends_the_pause_between_two_attempts()
    {
        using var closed = new ClosedPort();
        await using var db = TestClients.Create(
            options => options.RetryDelay = options.MaxRetryDelay = TimeSpan.FromHours(1), closed.Url);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var call = db.GetStatusAsync(cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Cancelling_an_enumeration_of_history_ends_it()
    {
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(region.Url);
        for (var count = 0; count < 3; count++)
            await db.PutAsync("key", "value", cancellationToken: Cancel);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var history = db.HistoryAsync("key", new HistoryOptions { PageSize = 1 }, Cancel);
            await foreach (var version in history.WithCancellation(cancellation.Token))
                await cancellation.CancelAsync();
        });
    }

    private static Task HangAsync(HttpContext context, Func<Task> handle) => Task.Delay(Timeout.Infinite, context.RequestAborted);
}
