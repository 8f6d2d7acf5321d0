using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

public sealed class EventAppenderTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ScriptedFaults _faults = new();
    private readonly RecordingObserver _observer = new();
    private readonly MemoryEventStore _store;

    public EventAppenderTests() => _store = new MemoryEventStore(new TreeShape(), _faults);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrives_during_a_commit_shares_the_next_transaction_in_order()
    {
        await using var appender = Create();
        var tasks = await QueueBehindAHeldCommitAsync(appender, 100);

        _faults.LetAllThrough();
        var flags = await Task.WhenAll(tasks).WaitAsync(Deadline, Cancellation);

        Assert.All(flags, added => Assert.Equal([true], added));
        Assert.Equal([1, 100], _observer.Commits.Select(commit => commit.Count));
        Assert.Equal(["held", .. Enumerable.Range(0, 100).Select(i => $"k{i}")], _observer.Keys);
    }

    [Fact]
    public async Task A_group_ends_where_its_limit_of_events_is_reached_and_never_inside_a_request()
    {
        await using var appender = Create(new AppenderOptions { MaxGroupEvents = 5 });
        _faults.Hold();
        var first = AppendAsync(appender, Put("held"));
        await _faults.ArrivedAsync();
        int[] sizes = [2, 2, 2, 9, 1];
        var tasks = sizes.Select((count, n) => AppendAsync(appender, [.. Enumerable.Range(0, count).Select(i => Put($"{n}/{i}"))])).ToArray();

        _faults.LetAllThrough();
        await Task.WhenAll([first, .. tasks]).WaitAsync(Deadline, Cancellation);

        Assert.Equal([1, 4, 2, 9, 1], _observer.Commits.Select(commit => commit.Sum(append => append.Events.Count)));
    }

    [Fact]
    public async Task A_group_ends_where_its_limit_of_bytes_is_reached()
    {
        await using var appender = Create(new AppenderOptions { MaxGroupBytes = 250 });
        _faults.Hold();
        var first = AppendAsync(appender, Put("held"));
        await _faults.ArrivedAsync();
        var tasks = Enumerable.Range(0, 5).Select(i => AppendAsync(appender, SampleEvents.PutBytes($"k{i}", new byte[98], 1))).ToArray();

        _faults.LetAllThrough();
        await Task.WhenAll([first, .. tasks]).WaitAsync(Deadline, Cancellation);

        Assert.Equal([1, 2, 2, 1], _observer.Commits.Select(commit => commit.Count));
    }

    [Fact]
    public async Task Each_request_gets_its_own_flags_and_observers_get_whom_it_came_from()
    {
        await _store.AppendAsync([Put("known")], Cancellation);
        await _faults.ArrivedAsync();
        await using var appender = Create();
        _faults.Hold();
        var held = AppendAsync(appender, Put("held"));
        await _faults.ArrivedAsync();
        var first = appender.AppendAsync([Put("a"), Put("known"), Put("b")], "us", Cancellation);
        var second = appender.AppendAsync([Put("b"), Put("c")], null, Cancellation);
        _faults.LetAllThrough();
        await held.WaitAsync(Deadline, Cancellation);

        Assert.Equal([true, false, true], await first.WaitAsync(Deadline, Cancellation));
        Assert.Equal([false, true], await second.WaitAsync(Deadline, Cancellation));
        Assert.Equal([null, "us", null], _observer.Commits.SelectMany(commit => commit).Select(append => append.ReceivedFrom));
        Assert.Equal([[true, false, true], [false, true]], _observer.Commits[1].Select(append => append.Added));
    }

    [Fact]
    public async Task Observers_are_told_after_the_commit_and_before_the_writer()
    {
        Task<IReadOnlyList<bool>>? append = null;
        Task<Event?>? stored = null;
        var writerWasTold = true;
        await using var appender = Create();
        _faults.Hold();
        _observer.OnCommit = _ =>
        {
            stored = _store.ReadLatestAsync("k", CancellationToken.None);
            writerWasTold = append!.IsCompleted;
        };
        append = AppendAsync(appender, Put("k"));
        _faults.LetAllThrough();
        await append.WaitAsync(Deadline, Cancellation);
        Assert.NotNull(await stored!);
        Assert.False(writerWasTold);
    }

    [Fact]
    public async Task A_slow_observer_delays_the_next_transaction_and_nothing_is_lost_or_reordered()
    {
        using var slow = new SemaphoreSlim(0);
        _observer.OnCommit = _ => Assert.True(slow.Wait(Deadline, Cancellation));
        await using var appender = Create();
        var tasks = Enumerable.Range(0, 20).Select(i => AppendAsync(appender, Put($"k{i}"))).ToArray();
        await _faults.ArrivedAsync();
        Assert.Equal(1, _faults.Appends);

        slow.Release(20);
        await Task.WhenAll(tasks).WaitAsync(Deadline, Cancellation);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"k{i}"), _observer.Keys);
    }

    [Fact]
    public async Task A_broken_observer_stops_neither_the_writers_nor_the_other_observers()
    {
        var broken = new RecordingObserver { OnCommit = _ => throw new InvalidOperationException("broken") };
        await using var appender = new EventAppender(
            _store, [broken, _observer], new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);

        await AppendAsync(appender, Put("a")).WaitAsync(Deadline, Cancellation);
        await AppendAsync(appender, Put("b")).WaitAsync(Deadline, Cancellation);
        Assert.Equal(["a", "b"], _observer.Keys);
    }

    [Fact]
    public async Task A_writer_that_blocks_its_thread_does_not_block_the_appender()
    {
        using var secondDone = new ManualResetEventSlim();
        await using var appender = Create();
        _faults.Hold();
        var blocked = AppendAsync(appender, Put("a")).ContinueWith(
            _ => secondDone.Wait(Deadline, Cancellation), Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _faults.ArrivedAsync();
        var second = AppendAsync(appender, Put("b"));
        _faults.LetAllThrough();
        await second.WaitAsync(Deadline, Cancellation);
        secondDone.Set();
        Assert.True(await blocked.WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task Cancelling_stops_the_waiting_and_the_append_goes_on()
    {
        await using var appender = Create();
        _faults.Hold();
        using var impatient = new CancellationTokenSource();
        var append = appender.AppendAsync([Put("k")], null, impatient.Token);
        await _faults.ArrivedAsync();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        _faults.LetAllThrough();
        await AppendAsync(appender, Put("next")).WaitAsync(Deadline, Cancellation);

        Assert.Equal(["k", "next"], _observer.Keys);
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

    private EventAppender Create(AppenderOptions? options = null) =>
        new(_store, [_observer], options ?? new AppenderOptions(), TimeProvider.System, NullLogger<EventAppender>.Instance);

    private async Task<Task<IReadOnlyList<bool>>[]> QueueBehindAHeldCommitAsync(EventAppender appender, int requests)
    {
        _faults.Hold();
        var held = AppendAsync(appender, Put("held"));
        await _faults.ArrivedAsync();
        return [held, .. Enumerable.Range(0, requests).Select(i => AppendAsync(appender, Put($"k{i}")))];
    }

    private static Task<IReadOnlyList<bool>> AppendAsync(EventAppender appender, params IReadOnlyList<Event> events) =>
        appender.AppendAsync(events, receivedFrom: null, Cancellation);

    private static Event Put(string key) => SampleEvents.Put(key, "v", SampleEvents.Noon);
}
