using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>Writers who wait for each answer come again together, and share a transaction instead of following one another in small ones.</summary>
public sealed class GatheringTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ControlledLog _log = new();
    private readonly ManualTime _time = new();
    private readonly AppenderOptions _options = new();
    private readonly EventAppender _appender;
    private int _made;

    public GatheringTests() => _appender = new EventAppender(_log, [], _options, _time, NullLogger<EventAppender>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        var disposal = _appender.DisposeAsync().AsTask();
        _time.Pass(_options.DrainTimeout);
        await disposal.WaitAsync(Deadline);
    }

    [Fact]
    public async Task A_lone_writer_never_waits()
    {
        for (var i = 0; i < 3; i++)
        {
            var write = Write(1);
            (await _log.StartedAsync()).Succeed();
            await Task.WhenAll(write);
        }
    }

    [Fact]
    public async Task After_many_at_once_a_transaction_begins_with_most_of_as_many()
    {
        await HaveWrittenTogetherAsync(20);
        var again = Write(14);
        Assert.False(_log.HasStarted);
        again = [.. again, .. Write(1)];

        var append = await _log.StartedAsync();
        Assert.Equal(15, append.Events.Count);
        append.Succeed();
        await Task.WhenAll(again);
    }

    [Fact]
    public async Task Those_who_came_wait_no_longer_than_the_delay_and_the_next_ones_not_at_all()
    {
        await HaveWrittenTogetherAsync(20);
        var few = Write(3);
        Assert.False(_log.HasStarted);

        var append = await StartedInTimeAsync();
        Assert.Equal(3, append.Events.Count);
        append.Succeed();
        await Task.WhenAll(few);

        var next = Write(1);
        (await _log.StartedAsync()).Succeed();
        await Task.WhenAll(next);
    }

    [Fact]
    public async Task What_peers_sent_waits_for_nobody()
    {
        var together = Enumerable.Range(0, 20).Select(_ => _appender.AppendAsync([Next()], "us", Cancellation)).ToList();
        (await _log.StartedAsync()).Succeed();
        (await _log.StartedAsync()).Succeed();
        await Task.WhenAll(together);

        var again = _appender.AppendAsync([Next()], "us", Cancellation);
        (await _log.StartedAsync()).Succeed();
        await again;
    }

    [Fact]
    public async Task Stopping_commits_what_waits_for_others()
    {
        await HaveWrittenTogetherAsync(20);
        var few = Write(3);
        var disposal = _appender.DisposeAsync().AsTask();

        (await _log.StartedAsync()).Succeed();
        await Task.WhenAll(few);
        await disposal.WaitAsync(Deadline, Cancellation);
    }

    /// <summary>Lets time pass until a transaction begins: when the waiting began is not known here.</summary>
    private async Task<ControlledAppend> StartedInTimeAsync()
    {
        var started = _log.StartedAsync();
        while (!started.IsCompleted)
        {
            _time.Pass(_options.GatherDelay);
            await Task.Delay(1, Cancellation);
        }

        return await started;
    }

    /// <summary>Leaves the appender idle after a transaction of so many events.</summary>
    private async Task HaveWrittenTogetherAsync(int count)
    {
        var first = Write(1);
        var append = await _log.StartedAsync();
        var together = Write(count);
        append.Succeed();
        append = await _log.StartedAsync();
        if (append.Events.Count < count)
            Assert.Fail($"{append.Events.Count} events went together, not {count}.");
        append.Succeed();
        await Task.WhenAll([.. first, .. together]);
    }

    private Task[] Write(int count) => [.. Enumerable.Range(0, count).Select(_ => WriteOneAsync())];

    private Task WriteOneAsync()
    {
        var next = Next();
        return _appender.AppendOneAsync(next, AppendTerms.Own(next.Timestamp)).AsTask();
    }

    private Core.Events.Event Next() => SampleEvents.Put($"{_made}", "v", SampleEvents.Noon + _made++);
}
