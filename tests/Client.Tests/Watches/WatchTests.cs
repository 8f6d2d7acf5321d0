using Aevrion.Client.Tests.Client;
using Aevrion.Client.Tests.StandIn;

namespace Aevrion.Client.Tests.Watches;

/// <summary>A watch goes on by itself, whatever happens to its connections.</summary>
public sealed class WatchTests
{
    private const int Changes = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watch_that_is_cut_again_and_again_misses_nothing_and_repeats_nothing()
    {
        await using var region = await StandInRegion.StartAsync();
        foreach (var cut in (int[])[0, 1, 7, 0, 50, 3, 90, 1])
            region.Watch.Cuts.Enqueue(cut);
        await using var db = TestClients.Create(region.Url);
        region.Watch.Commit(Enumerable.Range(0, 10));

        var seen = ReadAsync(db, Changes - 10, new WatchOptions());
        await WaitForAsync(() => region.Watch.Asked.Count > 1);
        region.Watch.Commit(Enumerable.Range(10, Changes - 10));

        Assert.Equal(Enumerable.Range(10, Changes - 10), await seen);
        Assert.True(region.Watch.Cuts.IsEmpty);
    }

    [Fact]
    public async Task A_watch_since_a_time_asks_for_it_and_then_for_what_comes_behind()
    {
        await using var region = await StandInRegion.StartAsync();
        region.Watch.Cuts.Enqueue(2);
        region.Watch.Commit(Enumerable.Range(0, 10));
        await using var db = TestClients.Create(region.Url);

        Assert.Equal(Enumerable.Range(4, 6), await ReadAsync(db, 6, new WatchOptions { Since = 240_000 }));
        Assert.Equal(
            [("?prefix=user%3A&since=240000", null), ("?prefix=user%3A&since=120000&region=eu", StandInWatch.IdOf(5))], region.Watch.Asked);
    }

    [Fact]
    public async Task In_another_region_whose_order_is_another_a_watch_misses_nothing_and_repeats_nothing()
    {
        await using var first = await StandInRegion.StartAsync("eu");
        await using var second = await StandInRegion.StartAsync("us");
        await using var db = TestClients.Create(first.Url, second.Url);
        first.Watch.Commit(Enumerable.Range(0, 100));

        // The other region committed the same in another order, and some that this one had not heard of when it died.
        int[] unheard = [95, 96, 97, 98, 99, 100, 101];
        second.Watch.Commit(Enumerable.Range(0, 90));
        second.Watch.Commit(unheard);
        second.Watch.Commit(94, 93, 92, 91, 90, 102);
        first.Watch.Converged = 89 * 60_000;
        first.Watch.Commit(200);
        var seen = ReadAsync(db, 1 + 3 + unheard.Length + 6, new WatchOptions { Since = 100 * 60_000 });
        await WaitForAsync(() => first.Watch.Told == 1);
        first.Watch.IsOver = true;
        first.AnswerNext(503, "starting");

        var all = await seen;
        Assert.Equal([200, 100, 101, 102], all.Where(number => number >= 100));
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public async Task A_watch_whose_history_is_gone_says_so()
    {
        await using var region = await StandInRegion.StartAsync();
        region.Watch.Commit(Enumerable.Range(0, 10));
        region.Watch.Cuts.Enqueue(2);
        await using var db = TestClients.Create(region.Url);
        var seen = new List<string>();

        var gone = await Assert.ThrowsAsync<AevrionWatchTooOldException>(async () =>
        {
            await foreach (var change in db.WatchAsync("", new WatchOptions { Since = 0 }, Cancel))
            {
                seen.Add(change.Id);
                region.Watch.Trimmed = 5;
            }
        });

        Assert.Equal(2, seen.Count);
        Assert.Equal((410, "urn:aevrion:problem:watch-too-old"), (gone.Status, gone.Type));
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_given_up_for_another()
    {
        await using var region = await StandInRegion.StartAsync();
        region.Watch.Commit(1);
        region.FailNext(async (context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.Body.FlushAsync(Cancel);
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await using var db = TestClients.Create(region.Url);

        Assert.Equal([1], await ReadAsync(db, 1, new WatchOptions { Since = 0, IdleTimeout = TimeSpan.FromMilliseconds(100) }));
    }

    [Fact]
    public async Task A_slow_reader_that_was_cut_off_goes_on()
    {
        await using var region = await StandInRegion.StartAsync();
        region.Watch.Commit(1, 2);
        region.FailNext((context, _) =>
        {
            context.Response.ContentType = "text/event-stream";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, ": now=5\n\nevent: slow\ndata: {}\n\n", Cancel);
        });
        await using var db = TestClients.Create(region.Url);
        Assert.Equal([1, 2], await ReadAsync(db, 2, new WatchOptions { Since = 0 }));
    }

    [Fact]
    public async Task A_watch_that_never_begins_ends_with_the_reason()
    {
        using var closed = new ClosedPort();
        await using var db = TestClients.Create(closed.Url);
        var error = await Assert.ThrowsAsync<AevrionUnavailableException>(() => ReadAsync(db, 1, new WatchOptions()));
        Assert.Single(error.Failures);

        await using var region = await StandInRegion.StartAsync();
        region.AnswerNext(400, "bad-parameter");
        await using var refused = TestClients.Create(region.Url);
        await Assert.ThrowsAsync<AevrionInvalidRequestException>(() => ReadAsync(refused, 1, new WatchOptions()));
        Assert.Throws<ArgumentException>(() => db.WatchAsync("", new WatchOptions { Since = PointInTime.Converged }, Cancel));
    }

    [Fact]
    public async Task A_watch_ends_when_it_is_cancelled()
    {
        await using var region = await StandInRegion.StartAsync();
        await using var db = TestClients.Create(region.Url);
        using var stop = new CancellationTokenSource();
        var watching = Task.Run(
            async () =>
            {
                await foreach (var _ in db.WatchAsync("", cancellationToken: stop.Token))
                    continue;
            },
            Cancel);
        await WaitForAsync(() => !region.Watch.Asked.IsEmpty);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    private static async Task<List<int>> ReadAsync(AevrionClient db, int count, WatchOptions options)
    {
        var seen = new List<int>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        await foreach (var change in db.WatchAsync("user:", options, limit.Token))
        {
            Assert.Equal("v"u8.ToArray(), change.Value!.Value.ToArray());
            seen.Add((int)change.Timestamp);
            if (seen.Count == count)
                return seen;
        }

        return seen;
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.True(waited < 6_000);
            await Task.Delay(10, Cancel);
        }
    }
}
