using System.Diagnostics;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>Several transactions in flight, over a log that ends them when the test says.</summary>
public sealed class SeveralTransactionsTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly ControlledLog _log = new();
    private readonly ManualTime _time = new();
    private readonly RecordingObserver _observer = new();
    private readonly AppenderOptions _options = new() { MaxTransactions = 4, MaxGroupEvents = 10, ParallelEvents = 5, Retries = 0 };
    private readonly EventAppender _appender;
    private int _made;

    public SeveralTransactionsTests() =>
        _appender = new EventAppender(_log, [_observer], _options, _time, NullLogger<EventAppender>.Instance);

    public async ValueTask DisposeAsync()
    {
        // A test that failed half-way leaves transactions open.
        var disposal = _appender.DisposeAsync().AsTask();
        _time.Pass(_options.DrainTimeout);
        await disposal.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Another_transaction_begins_only_for_as_much_as_is_worth_it()
    {
        var first = Own(1);
        var firstAppend = await _log.StartedAsync();
        var few = Own(4);
        Assert.False(_log.HasStarted);
        var enough = Own(1);

        var secondAppend = await _log.StartedAsync();
        Assert.Equal(5, secondAppend.Events.Count);
        Assert.Equal(2, _log.InFlight);
        secondAppend.Succeed();
        firstAppend.Succeed();
        await DoneAsync([.. first, .. few, .. enough]);
    }

    [Fact]
    public async Task As_many_as_are_under_way_suffice_for_another_transaction_but_not_the_least_few()
    {
        _options.ParallelEvents = _options.MaxGroupEvents = 100;
        _options.LeastParallelEvents = 3;
        int[] arriving = [1, 2, 1, 3, 1];
        int?[] beginning = [1, null, 3, null, 4];
        var written = new List<Task>();
        var appends = new List<ControlledAppend>();
        foreach (var (arrived, begins) in arriving.Zip(beginning))
        {
            written.AddRange(Own(arrived));
            if (begins is { } size)
            {
                appends.Add(await _log.StartedAsync());
                Assert.Equal(size, appends[^1].Events.Count);
            }

            Assert.False(_log.HasStarted);
        }

        foreach (var append in appends)
            append.Succeed();
        await DoneAsync([.. written]);
    }

    [Fact]
    public async Task What_waits_goes_together_once_nothing_is_under_way()
    {
        var first = Own(1);
        var firstAppend = await _log.StartedAsync();
        var few = Own(3);
        firstAppend.Succeed();

        var secondAppend = await _log.StartedAsync();
        Assert.Equal(3, secondAppend.Events.Count);
        secondAppend.Succeed();
        await DoneAsync([.. first, .. few]);
    }

    [Fact]
    public async Task Transactions_may_end_in_another_order_than_they_began_and_each_answers_its_own_writers()
    {
        var first = Own(1);
        var firstAppend = await _log.StartedAsync();
        var second = Own(5);
        var secondAppend = await _log.StartedAsync();

        secondAppend.Succeed();
        await DoneAsync(second);
        Assert.False(first[0].IsCompleted);
        firstAppend.Succeed();
        await DoneAsync(first);

        Assert.Equal([5, 1], _observer.Commits.Select(commit => commit.Count));
        Assert.Equal(0, _appender.PendingEvents);
    }

    [Fact]
    public async Task A_failure_hits_the_writers_of_its_transaction_alone()
    {
        var first = Own(1);
        var firstAppend = await _log.StartedAsync();
        var second = Own(5);
        var secondAppend = await _log.StartedAsync();
        var third = Own(5);
        var thirdAppend = await _log.StartedAsync();

        secondAppend.Fail(new StorageUnavailableException("scripted"));
        foreach (var task in second)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => task.WaitAsync(Deadline, Cancellation));
        Assert.Equal(2, _log.InFlight);
        thirdAppend.Succeed();
        firstAppend.Succeed();
        await DoneAsync([.. first, .. third]);
        Assert.Equal(0, _appender.PendingEvents);
    }

    [Fact]
    public async Task One_kind_leaves_the_last_place_to_the_other()
    {
        var own = Own(1);
        var appends = new List<ControlledAppend> { await _log.StartedAsync() };
        for (var i = 0; i < 3; i++)
            own = [.. own, .. Own(10)];
        appends.Add(await _log.StartedAsync());
        appends.Add(await _log.StartedAsync());
        Assert.False(_log.HasStarted);

        var peers = Peers(1);

        var peersAppend = await _log.StartedAsync();
        Assert.Equal(["us"], peersAppend.Events.Select(item => item.Origin));
        peersAppend.Succeed();
        await DoneAsync(peers);
        Assert.False(_log.HasStarted);
        appends.ForEach(append => append.Succeed());
        await LetAllEndAsync(own);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task While_both_wait_each_kind_gets_half_however_large_its_requests_are(int transactions)
    {
        _options.MaxTransactions = transactions;
        Task[] tasks = [.. Own(200), .. Enumerable.Range(0, 30).Select(_ => PeersTogether(8))];
        var (own, peers) = (0, 0);
        for (var ended = 0; own < 150 && peers < 150; ended++)
        {
            await InFlightAsync(transactions);
            var append = await _log.StartedAsync();
            var isOwn = append.Events[0].Origin == "eu";
            Assert.Single(append.Events.Select(item => item.Origin).Distinct());
            (own, peers) = isOwn ? (own + append.Events.Count, peers) : (own, peers + append.Events.Count);
            append.Succeed();
            if (ended > 2 * transactions)
                Assert.InRange(own, peers - (10 * transactions) - 10, peers + (10 * transactions) + 10);
        }

        Assert.True(own >= 100 && peers >= 100);
        await LetAllEndAsync(tasks);
    }

    [Fact]
    public async Task An_idle_kind_saves_nothing_up()
    {
        _options.MaxTransactions = 1;
        var own = Own(1);
        for (var i = 0; i < 20; i++)
        {
            own = [.. own, .. Own(10)];
            (await _log.StartedAsync()).Succeed();
        }

        Task[] tasks = [.. own, .. Own(60), .. Peers(60)];
        var origins = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            var append = await _log.StartedAsync();
            origins.Add(append.Events[0].Origin);
            append.Succeed();
        }

        Assert.InRange(origins.Take(8).Count(origin => origin == "eu"), 3, 6);
        await LetAllEndAsync(tasks);
    }

    [Fact]
    public async Task A_transaction_that_hangs_stops_nobody_else_for_long()
    {
        var hung = Own(1);
        var hungAppend = await _log.StartedAsync();
        var waiting = Own(1);
        _time.Pass(_options.StallDelay);
        (await _log.StartedAsync()).Succeed();
        await DoneAsync(waiting);

        // It is no longer waited for at all.
        for (var i = 0; i < 5; i++)
        {
            var next = Own(1);
            (await _log.StartedAsync()).Succeed();
            await DoneAsync(next);
        }

        Assert.False(hung[0].IsCompleted);
        hungAppend.Succeed();
        await DoneAsync(hung);
    }

    [Fact]
    public async Task What_moves_is_not_passed_by()
    {
        var first = Own(1);
        var firstAppend = await _log.StartedAsync();
        var second = Own(1);
        _time.Pass(_options.StallDelay - TimeSpan.FromMilliseconds(1));
        firstAppend.Succeed();
        var secondAppend = await _log.StartedAsync();
        var third = Own(1);
        _time.Pass(TimeSpan.FromMilliseconds(1));
        Assert.False(_log.HasStarted);

        secondAppend.Succeed();
        await LetAllEndAsync([.. first, .. second, .. third]);
    }

    [Fact]
    public async Task Disposal_waits_for_every_transaction_and_for_what_is_queued()
    {
        var tasks = Own(25);
        var peers = Peers(25);
        var disposal = _appender.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Assert.Single(Own(1)));
        Assert.False(disposal.IsCompleted);
        await LetAllEndAsync([.. tasks, .. peers]);
        await disposal.WaitAsync(Deadline, Cancellation);
        Assert.Equal(50, _observer.Keys.Count);
    }

    [Fact]
    public async Task Disposal_gives_up_on_all_transactions_and_on_what_is_queued()
    {
        var tasks = Own(45);
        await _log.StartedAsync();
        var disposal = _appender.DisposeAsync().AsTask();
        _time.Pass(_options.DrainTimeout);
        await disposal.WaitAsync(Deadline, Cancellation);

        foreach (var task in tasks)
            await Assert.ThrowsAsync<StorageUnavailableException>(() => task.WaitAsync(Deadline, Cancellation));
        Assert.Equal((0, 0), (_log.InFlight, _appender.PendingEvents));
    }

    private static Task DoneAsync(Task[] tasks) => Task.WhenAll(tasks).WaitAsync(Deadline, Cancellation);

    private async Task InFlightAsync(int transactions)
    {
        for (var started = Stopwatch.GetTimestamp(); _log.InFlight < transactions;)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, $"{_log.InFlight} transactions in flight, not {transactions}.");
            await Task.Yield();
        }
    }

    private async Task LetAllEndAsync(Task[] tasks)
    {
        for (var started = Stopwatch.GetTimestamp(); !tasks.All(task => task.IsCompleted);)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Deadline, "What waits is not committed.");
            if (_log.HasStarted)
                (await _log.StartedAsync()).Succeed();
            else
                await Task.Yield();
        }

        await DoneAsync(tasks);
    }

    private Task[] Own(int requests) =>
        [.. Enumerable.Range(0, requests).Select(_ => _appender.AppendOneAsync(Put("eu"), AppendTerms.Own(1)).AsTask())];

    private Task[] Peers(int requests) => [.. Enumerable.Range(0, requests).Select(_ => PeersTogether(1))];

    private Task<IReadOnlyList<bool>> PeersTogether(int events) => _appender.AppendAsync(
        [.. Enumerable.Range(0, events).Select(_ => Put("us"))], "us", Cancellation);

    private Core.Events.Event Put(string origin) => SampleEvents.Put($"k{_made++}", "v", SampleEvents.Noon, origin);
}
