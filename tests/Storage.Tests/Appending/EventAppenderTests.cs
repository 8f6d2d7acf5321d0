using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

public sealed class EventAppenderTests : AppenderTest
{
    [Fact]
    public async Task What_arrives_during_a_commit_shares_the_next_transaction_in_order()
    {
        await using var appender = Create(new AppenderOptions { MaxTransactions = 1 });
        var tasks = await QueueBehindAHeldCommitAsync(appender, 100);

        Faults.LetAllThrough();
        var flags = await Task.WhenAll(tasks).WaitAsync(Deadline, Cancellation);

        Assert.All(flags, added => Assert.Equal([true], added));
        Assert.Equal([1, 100], Observer.Commits.Select(commit => commit.Count));
        Assert.Equal(["held", .. Enumerable.Range(0, 100).Select(i => $"k{i}")], Observer.Keys);
    }

    [Fact]
    public async Task A_group_ends_where_its_limit_of_events_is_reached_and_never_inside_a_request()
    {
        await using var appender = Create(new AppenderOptions { MaxGroupEvents = 5 });
        Faults.Hold();
        var first = AppendAsync(appender, Put("held"));
        await Faults.ArrivedAsync();
        int[] sizes = [2, 2, 2, 9, 1];
        var tasks = sizes.Select((count, n) => AppendAsync(appender, [.. Enumerable.Range(0, count).Select(i => Put($"{n}/{i}"))])).ToArray();

        Faults.LetAllThrough();
        await Task.WhenAll([first, .. tasks]).WaitAsync(Deadline, Cancellation);

        Assert.Equal([1, 4, 2, 9, 1], Observer.Commits.Select(commit => commit.Sum(append => append.Events.Count)));
    }

    [Fact]
    public async Task A_group_ends_where_its_limit_of_bytes_is_reached()
    {
        await using var appender = Create(new AppenderOptions { MaxGroupBytes = 250, MaxTransactions = 1 });
        Faults.Hold();
        var first = AppendAsync(appender, Put("held"));
        await Faults.ArrivedAsync();
        var tasks = Enumerable.Range(0, 5).Select(i => AppendAsync(appender, SampleEvents.PutBytes($"k{i}", new byte[98], 1))).ToArray();

        Faults.LetAllThrough();
        await Task.WhenAll([first, .. tasks]).WaitAsync(Deadline, Cancellation);

        Assert.Equal([1, 2, 2, 1], Observer.Commits.Select(commit => commit.Count));
    }

    [Fact]
    public async Task Each_request_gets_its_own_flags_and_so_do_the_observers()
    {
        await Store.AppendAsync([Put("known")], Cancellation);
        await Faults.ArrivedAsync();
        await using var appender = Create();
        Faults.Hold();
        var held = AppendAsync(appender, Put("held"));
        await Faults.ArrivedAsync();
        var first = AppendAsync(appender, Put("a"), Put("known"), Put("b"));
        var second = AppendAsync(appender, Put("b"), Put("c"));
        Faults.LetAllThrough();
        await held.WaitAsync(Deadline, Cancellation);

        Assert.Equal([true, false, true], await first.WaitAsync(Deadline, Cancellation));
        Assert.Equal([false, true], await second.WaitAsync(Deadline, Cancellation));
        Assert.Equal([[true, false, true], [false, true]], Observer.Commits[1].Select(append => append.Added));
    }

    [Fact]
    public async Task Observers_get_whom_a_request_came_from()
    {
        await using var appender = Create();
        await appender.AppendAsync([Put("a")], "us", Cancellation).WaitAsync(Deadline, Cancellation);
        await AppendAsync(appender, Put("b")).WaitAsync(Deadline, Cancellation);
        await appender.AppendOneAsync(Put("c"), AppendTerms.Own(SampleEvents.Noon)).AsTask().WaitAsync(Deadline, Cancellation);

        Assert.Equal(["us", null, null], Observer.Commits.Select(commit => Assert.Single(commit).ReceivedFrom));
    }

    [Fact]
    public async Task Observers_are_told_after_the_commit_and_before_the_writer()
    {
        Task<IReadOnlyList<bool>>? append = null;
        Task<Event?>? stored = null;
        var writerWasTold = true;
        await using var appender = Create();
        Faults.Hold();
        Observer.OnCommit = _ =>
        {
            stored = Store.ReadLatestAsync("k", CancellationToken.None);
            writerWasTold = append!.IsCompleted;
        };
        append = AppendAsync(appender, Put("k"));
        Faults.LetAllThrough();
        await append.WaitAsync(Deadline, Cancellation);
        Assert.NotNull(await stored!);
        Assert.False(writerWasTold);
    }

    [Fact]
    public async Task A_slowObserver_delays_the_next_transaction_and_nothing_is_lost_or_reordered()
    {
        using var slow = new SemaphoreSlim(0);
        Observer.OnCommit = _ => Assert.True(slow.Wait(Deadline, Cancellation));
        await using var appender = Create();
        var tasks = Enumerable.Range(0, 20).Select(i => AppendAsync(appender, Put($"k{i}"))).ToArray();
        await Faults.ArrivedAsync();
        Assert.Equal(1, Faults.Appends);

        slow.Release(20);
        await Task.WhenAll(tasks).WaitAsync(Deadline, Cancellation);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"k{i}"), Observer.Keys);
    }

    [Fact]
    public async Task A_brokenObserver_stops_neither_the_writers_nor_the_otherObservers()
    {
        var broken = new RecordingObserver { OnCommit = _ => throw new InvalidOperationException("broken") };
        await using var appender = new EventAppender(
            Store, [broken, Observer], new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);

        await AppendAsync(appender, Put("a")).WaitAsync(Deadline, Cancellation);
        await AppendAsync(appender, Put("b")).WaitAsync(Deadline, Cancellation);
        Assert.Equal(["a", "b"], Observer.Keys);
    }

    [Fact]
    public async Task A_writer_that_blocks_its_thread_does_not_block_the_appender()
    {
        using var secondDone = new ManualResetEventSlim();
        await using var appender = Create();
        Faults.Hold();
        var blocked = AppendAsync(appender, Put("a")).ContinueWith(
            _ => secondDone.Wait(Deadline, Cancellation), Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await Faults.ArrivedAsync();
        var second = AppendAsync(appender, Put("b"));
        Faults.LetAllThrough();
        await second.WaitAsync(Deadline, Cancellation);
        secondDone.Set();
        Assert.True(await blocked.WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task Cancelling_stops_the_waiting_and_the_append_goes_on()
    {
        await using var appender = Create();
        Faults.Hold();
        using var impatient = new CancellationTokenSource();
        var append = appender.AppendAsync([Put("k")], null, impatient.Token);
        await Faults.ArrivedAsync();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        Faults.LetAllThrough();
        await AppendAsync(appender, Put("next")).WaitAsync(Deadline, Cancellation);

        Assert.Equal(["k", "next"], Observer.Keys);
    }

    [Fact]
    public async Task A_request_holds_one_event_at_least_and_a_transaction_at_most()
    {
        await using var appender = Create();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => AppendAsync(appender));
        await Assert.ThrowsAsync<ArgumentException>(
            () => AppendAsync(appender, SampleEvents.Series(StorageLimits.MaxTransactionEvents + 1, stepMs: 1)));
        Assert.Equal(0, appender.PendingEvents);
    }

    private async Task<Task<IReadOnlyList<bool>>[]> QueueBehindAHeldCommitAsync(EventAppender appender, int requests)
    {
        Faults.Hold();
        var held = AppendAsync(appender, Put("held"));
        await Faults.ArrivedAsync();
        return [held, .. Enumerable.Range(0, requests).Select(i => AppendAsync(appender, Put($"k{i}")))];
    }

    private static Task<IReadOnlyList<bool>> AppendAsync(EventAppender appender, params IReadOnlyList<Event> events) =>
        appender.AppendAsync(events, receivedFrom: null, Cancellation);

    private static Event Put(string key) => SampleEvents.Put(key, "v", SampleEvents.Noon);
}
