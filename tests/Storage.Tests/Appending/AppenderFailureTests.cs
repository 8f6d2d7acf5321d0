using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>What writers are told when the store fails, the queue is full or the region stops.</summary>
public sealed class AppenderFailureTests : AppenderTest
{
    [Fact]
    public async Task A_group_that_fails_for_good_fails_its_writers_and_nobody_else()
    {
        await using var appender = Create(new AppenderOptions { Retries = 2, MaxGroupEvents = 2 });
        Faults.Hold();
        Faults.FailBefore(null, Lost(), Lost(), Lost());
        var tasks = new List<Task<IReadOnlyList<bool>>> { AppendAsync(appender, "first") };
        await Faults.ArrivedAsync();
        tasks.AddRange(Enumerable.Range(0, 5).Select(i => AppendAsync(appender, $"k{i}")));
        Faults.LetAllThrough();

        var outcomes = await OutcomesAsync(tasks);

        Assert.Equal(["done", "unavailable", "unavailable", "done", "done", "done"], outcomes);
        Assert.Equal(["first", "k2", "k3", "k4"], Observer.Keys);
        Assert.Equal(["k0", "k1"], Observer.UnknownKeys);
        Assert.Equal(4, await Store.CountAsync(Cancellation));
        Assert.Equal(0, appender.PendingEvents);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_and_writers_do_not_notice()
    {
        await using var appender = Create(new AppenderOptions { Retries = 2 });
        Faults.FailBefore(Lost(), Lost());

        Assert.Equal([true], await AppendAsync(appender, "k").WaitAsync(Deadline, Cancellation));

        Assert.Equal(3, Faults.Appends);
        Assert.True(Assert.Single(Assert.Single(Observer.Commits)).IsRepeated);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_not_lost_on_theObservers()
    {
        await using var appender = Create();
        Faults.FailAfter(Lost());

        Assert.Equal([false], await AppendAsync(appender, "k").WaitAsync(Deadline, Cancellation));

        var commit = Assert.Single(Assert.Single(Observer.Commits));
        Assert.Equal([false], commit.Added);
        Assert.True(commit.IsRepeated);
        await AppendAsync(appender, "next").WaitAsync(Deadline, Cancellation);
        Assert.False(Observer.Commits[1][0].IsRepeated);
    }

    [Fact]
    public async Task Without_retries_the_first_loss_is_reported()
    {
        await using var appender = Create(new AppenderOptions { Retries = 0 });
        Faults.FailBefore(Lost());
        var failure = await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync(appender, "k").WaitAsync(Deadline, Cancellation));
        Assert.IsType<StorageUnavailableException>(failure.InnerException);
        Assert.Equal(1, Faults.Appends);
    }

    [Fact]
    public async Task A_request_that_the_log_refuses_fails_alone()
    {
        await using var appender = new EventAppender(
            new RefusingLog(Store, "bad"), [Observer], new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);
        Faults.Hold();
        var first = AppendAsync(appender, "first");
        await Faults.ArrivedAsync();
        Task<IReadOnlyList<bool>>[] tasks = [first, AppendAsync(appender, "a"), AppendAsync(appender, "bad"), AppendAsync(appender, "b")];
        Faults.LetAllThrough();

        Assert.Equal(["done", "done", "InvalidOperationException", "done"], await OutcomesAsync(tasks));
        Assert.Equal(["first", "a", "b"], Observer.Keys);
        Assert.Empty(Observer.UnknownKeys);
    }

    [Fact]
    public async Task A_full_queue_refuses_more_and_takes_again_once_there_is_room()
    {
        var options = new AppenderOptions { MaxQueuedEvents = StorageLimits.MaxTransactionEvents };
        await using var appender = Create(options);
        Faults.Hold();
        var events = SampleEvents.Series(StorageLimits.MaxTransactionEvents - 1, stepMs: 1);
        var large = appender.AppendAsync(events, null, Cancellation);
        var last = AppendAsync(appender, "last that fits");

        await Assert.ThrowsAsync<AppendQueueFullException>(() => AppendAsync(appender, "one too many"));
        Assert.Equal(options.MaxQueuedEvents, appender.PendingEvents);
        Faults.LetAllThrough();
        await Task.WhenAll(large, last).WaitAsync(Deadline, Cancellation);
        Assert.Equal(0, appender.PendingEvents);
        await AppendAsync(appender, "room again").WaitAsync(Deadline, Cancellation);

        Assert.DoesNotContain("one too many", Observer.Keys);
    }

    [Fact]
    public async Task Peers_leave_a_quarter_of_the_queue_to_the_regions_own_writes()
    {
        await using var appender = Create(new AppenderOptions { MaxQueuedEvents = StorageLimits.MaxTransactionEvents });
        Faults.Hold();
        var all = appender.AppendAsync(SampleEvents.Series(StorageLimits.MaxTransactionEvents, stepMs: 1), "us", Cancellation);
        Faults.LetAllThrough();
        await all.WaitAsync(Deadline, Cancellation);

        Faults.Hold();
        var most = appender.AppendAsync(SampleEvents.Series(StorageLimits.MaxTransactionEvents * 3 / 4, stepMs: 1), null, Cancellation);
        await Assert.ThrowsAsync<AppendQueueFullException>(() => appender.AppendAsync([SampleEvents.Put("of a peer", "v", 1)], "us", Cancellation));
        var own = AppendAsync(appender, "own");
        Faults.LetAllThrough();
        await Task.WhenAll(most, own).WaitAsync(Deadline, Cancellation);
        await appender.AppendAsync([SampleEvents.Put("of a peer", "v", 1)], "us", Cancellation).WaitAsync(Deadline, Cancellation);
    }

    [Fact]
    public async Task A_queue_is_full_too_when_it_holds_its_bytes()
    {
        await using var appender = Create(new AppenderOptions { MaxQueuedBytes = StorageLimits.MaxTransactionBytes });
        Faults.Hold();
        var megabyte = new byte[EventLimits.MaxValueBytes];
        Event[] events = [.. Enumerable.Range(0, 63).Select(i => SampleEvents.PutBytes($"{i}", megabyte, i))];
        var large = appender.AppendAsync(events, null, Cancellation);

        await Assert.ThrowsAsync<AppendQueueFullException>(() => appender.AppendAsync([SampleEvents.PutBytes("more", megabyte, 1)], null, Cancellation));
        var small = AppendAsync(appender, "small");
        Faults.LetAllThrough();
        await Task.WhenAll(large, small).WaitAsync(Deadline, Cancellation);
    }

    [Fact]
    public async Task Disposal_commits_what_is_queued()
    {
        var appender = Create();
        Faults.Hold();
        var tasks = Enumerable.Range(0, 10).Select(i => AppendAsync(appender, $"k{i}")).ToArray();
        var disposal = appender.DisposeAsync();
        Faults.LetAllThrough();
        await disposal;

        Assert.All(await OutcomesAsync(tasks), outcome => Assert.Equal("done", outcome));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => AppendAsync(appender, "too late"));
        Assert.Equal(10, await Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Disposal_gives_up_at_its_deadline_and_tells_every_writer()
    {
        var appender = Create(new AppenderOptions { DrainTimeout = TimeSpan.Zero });
        Faults.Hold();
        var tasks = Enumerable.Range(0, 10).Select(i => AppendAsync(appender, $"k{i}")).ToArray();
        await Faults.ArrivedAsync();

        await appender.DisposeAsync();

        Assert.All(await OutcomesAsync(tasks), outcome => Assert.Equal("unavailable", outcome));
        Assert.Equal(0, appender.PendingEvents);
    }

    private static StorageUnavailableException Lost() => new("scripted");

    private static async Task<string[]> OutcomesAsync(IEnumerable<Task<IReadOnlyList<bool>>> tasks)
    {
        var outcomes = new List<string>();
        foreach (var task in tasks)
        {
            await Task.WhenAny(task).WaitAsync(Deadline, Cancellation);
            outcomes.Add(task.Exception?.InnerException switch
            {
                null => "done",
                StorageUnavailableException => "unavailable",
                { } other => other.GetType().Name,
            });
        }

        return [.. outcomes];
    }

    private static Task<IReadOnlyList<bool>> AppendAsync(EventAppender appender, string key) =>
        appender.AppendAsync([SampleEvents.Put(key, "v", SampleEvents.Noon)], receivedFrom: null, Cancellation);
}
