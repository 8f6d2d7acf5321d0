using System.Collections.Concurrent;
using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Postgres.Eras;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Postgres;

/// <summary>What is left when the server is killed or away.</summary>
public sealed class CrashTests(PostgresCluster cluster) : IClassFixture<PostgresCluster>
{
    private const int BatchEvents = 1_000;

    /// <summary>Of a database that does not exist yet.</summary>
    private readonly string _connectionString = cluster.ConnectionString($"aevrion_{Guid.NewGuid():n}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_killed_in_mid_load_loses_nothing_that_was_acknowledged()
    {
        await using var region = await RegionDatabase.OpenAsync(_connectionString);
        var acknowledged = new ConcurrentQueue<Event>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var appender = new EventAppender(
            region.Store, [], new AppenderOptions { MaxGroupEvents = 50 }, TimeProvider.System, NullLogger<EventAppender>.Instance);
        var writers = Enumerable.Range(0, 16).Select(writer => Task.Run(() => WriteAsync(writer, appender, acknowledged, stop.Token), Cancellation)).ToArray();

        foreach (var target in new[] { 400, 1_200 })
        {
            await WaitUntilAsync(() => acknowledged.Count >= target);
            await cluster.KillAsync();
            await cluster.StartAsync();
        }

        await WaitUntilAsync(() => acknowledged.Count >= 2_000);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        await AssertKeptAsync(region, acknowledged);
    }

    [Fact]
    public async Task A_server_killed_while_new_events_are_copied_keeps_whole_appends_and_all_that_were_acknowledged()
    {
        await using var region = await RegionDatabase.OpenAsync(_connectionString, limits: new EraLimits(MinEvents: 5_000, MinGapMs: 1));
        var acknowledged = new ConcurrentQueue<Event>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(() => CopyAsync(writer, region, acknowledged, stop.Token), Cancellation)).ToArray();

        foreach (var target in new[] { 10_000, 30_000 })
        {
            await WaitUntilAsync(() => acknowledged.Count >= target);
            await cluster.KillAsync();
            await cluster.StartAsync();
        }

        await WaitUntilAsync(() => acknowledged.Count >= 40_000);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        foreach (var part in acknowledged.Chunk(StorageLimits.MaxTransactionEvents))
            await AssertKeptAsync(region, new ConcurrentQueue<Event>(part));
        await region.AssertErasAsync();
        Assert.Equal(0, await region.ReadAsync<long>("select count(*) from aevrion.event") % BatchEvents);
    }

    [Fact]
    public async Task A_database_that_is_away_is_unavailable_and_comes_back_by_itself()
    {
        await using var region = await RegionDatabase.OpenAsync(_connectionString);
        await region.Store.AppendAsync([SampleEvents.Put("k", "before", 1)], Cancellation);

        await cluster.StopAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => region.Store.ReadLatestAsync("k", Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => region.Store.AppendAsync([SampleEvents.Put("k", "lost", 2)], Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => region.Store.ReadLeavesAsync([0], Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => RegionDatabase.OpenAsync(_connectionString));

        await cluster.StartAsync();
        await region.Store.AppendAsync([SampleEvents.Put("k", "after", 3)], Cancellation);
        Assert.Equal(3, (await region.Store.ReadLatestAsync("k", Cancellation))!.Timestamp);
    }

    [Fact]
    public async Task A_read_after_a_restart_of_the_server_does_not_notice_it()
    {
        await using var region = await RegionDatabase.OpenAsync(_connectionString);
        await region.Store.AppendAsync([SampleEvents.Put("k", "v", 1)], Cancellation);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => region.Store.ReadLatestAsync("k", Cancellation)));

        await cluster.KillAsync();
        await cluster.StartAsync();

        Assert.NotNull(await region.Store.ReadLatestAsync("k", Cancellation));
    }

    /// <summary>Appends batches of new events until stopped; one whose outcome is unknown is left.</summary>
    private static async Task CopyAsync(int writer, RegionDatabase region, ConcurrentQueue<Event> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var batch = SampleEvents.Series(BatchEvents, stepMs: 3, $"{writer}/{i}", SampleEvents.Noon + (i * 1_000));
            try
            {
                await region.Store.AppendAsync(batch, AppendTerms.Own(batch[0].Timestamp), CancellationToken.None);
                foreach (var item in batch)
                    acknowledged.Enqueue(item);
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(10, CancellationToken.None);
            }
        }
    }

    /// <summary>Puts until stopped; a put whose outcome is unknown is repeated until it is known.</summary>
    private static async Task WriteAsync(int writer, EventAppender appender, ConcurrentQueue<Event> acknowledged, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var put = SampleEvents.Put($"writer/{writer}", $"{i}", SampleEvents.Noon + (i * 1_500) + writer);
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await appender.AppendAsync([put], receivedFrom: null, AppendTerms.Own(put.Timestamp), CancellationToken.None);
                    acknowledged.Enqueue(put);
                    break;
                }
                catch (StorageUnavailableException)
                {
                    await Task.Delay(10, CancellationToken.None);
                }
            }
        }
    }

    private static async Task AssertKeptAsync(RegionDatabase region, ConcurrentQueue<Event> acknowledged)
    {
        EventStamp[] stamps = [.. acknowledged.Select(@event => @event.Stamp)];
        var kept = await region.Store.ReadEventsAsync(stamps, long.MaxValue, Cancellation);
        Assert.Equal(stamps, kept.Select(@event => @event.Stamp));
        await region.AssertCountsEqualRecountAsync();
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (!condition())
            await Task.Delay(5, deadline.Token);
    }
}
