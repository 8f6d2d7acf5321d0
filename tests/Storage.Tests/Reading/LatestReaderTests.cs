using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Aevrion.Storage.Memory;
using Aevrion.Storage.Reading;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests.Reading;

public sealed class LatestReaderTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ScriptedReads _reads = new();
    private readonly MemoryEventStore _store;

    public LatestReaderTests() => _store = new MemoryEventStore(new TreeShape(), _reads);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_while_a_reading_runs_is_read_together_after_it()
    {
        await FillAsync(10);
        var reader = Create(new ReaderOptions { MaxReadings = 1 });
        _reads.Hold();
        var first = ReadAsync(reader, "k0");
        await _reads.ArrivedAsync();
        var others = Enumerable.Range(1, 9).Select(i => ReadAsync(reader, $"k{i}")).Append(ReadAsync(reader, "absent")).ToList();
        _reads.LetAllThrough();

        Assert.Equal("k0", (await first.WaitAsync(Deadline, Cancellation))!.Key);
        var found = await Task.WhenAll(others).WaitAsync(Deadline, Cancellation);
        Assert.Equal([.. Enumerable.Range(1, 9).Select(i => $"k{i}"), null], found.Select(item => item?.Key));
        Assert.Equal(2, _reads.Readings);
    }

    [Fact]
    public async Task A_reading_begins_after_the_ask()
    {
        var reader = Create(new ReaderOptions { MaxReadings = 1 });
        _reads.Hold();
        var before = ReadAsync(reader, "other");
        await _reads.ArrivedAsync();
        var ask = ReadAsync(reader, "k");
        await _store.AppendAsync([SampleEvents.Put("k", "v", 1)], Cancellation);
        _reads.LetAllThrough();

        Assert.NotNull(await ask.WaitAsync(Deadline, Cancellation));
        await before.WaitAsync(Deadline, Cancellation);
    }

    [Fact]
    public async Task Keys_that_the_bytes_of_a_reading_leave_over_are_read_next()
    {
        await FillAsync(20);
        var reader = Create(new ReaderOptions { MaxReadings = 1, MaxGroupBytes = 1 });
        _reads.Hold();
        var first = ReadAsync(reader, "k0");
        await _reads.ArrivedAsync();
        var others = Enumerable.Range(0, 20).Select(i => ReadAsync(reader, $"k{i}")).ToList();
        _reads.LetAllThrough();

        var found = await Task.WhenAll(others).WaitAsync(Deadline, Cancellation);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"k{i}"), found.Select(item => item!.Key));
        Assert.Equal("k0", (await first)!.Key);
        Assert.Equal(11, _reads.Readings);
    }

    [Fact]
    public async Task A_failure_hits_those_who_were_read_together_and_nobody_else()
    {
        await FillAsync(3);
        var reader = Create(new ReaderOptions { MaxReadings = 1, MaxGroupKeys = 2 });
        _reads.Hold();
        _reads.Fail(null, new StorageUnavailableException("scripted"), null);
        var first = ReadAsync(reader, "k0");
        await _reads.ArrivedAsync();
        Task<Event?>[] others = [ReadAsync(reader, "k0"), ReadAsync(reader, "k1"), ReadAsync(reader, "k2")];
        _reads.LetAllThrough();

        await first.WaitAsync(Deadline, Cancellation);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => others[0].WaitAsync(Deadline, Cancellation));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => others[1].WaitAsync(Deadline, Cancellation));
        Assert.Equal("k2", (await others[2].WaitAsync(Deadline, Cancellation))!.Key);
    }

    [Fact]
    public async Task A_full_queue_refuses_more_and_readings_side_by_side_are_bounded()
    {
        var reader = Create(new ReaderOptions { MaxReadings = 2, ParallelKeys = 1, MaxQueuedKeys = 3 });
        _reads.Hold();
        var asked = new List<Task<Event?>> { ReadAsync(reader, "a"), ReadAsync(reader, "b") };
        await _reads.ArrivedAsync();
        await _reads.ArrivedAsync();
        asked.AddRange([ReadAsync(reader, "c"), ReadAsync(reader, "d"), ReadAsync(reader, "e")]);

        await Assert.ThrowsAsync<ReadQueueFullException>(() => ReadAsync(reader, "one too many"));
        Assert.Equal(2, _reads.Readings);
        _reads.LetAllThrough();
        Assert.All(await Task.WhenAll(asked).WaitAsync(Deadline, Cancellation), Assert.Null);
        Assert.Null(await ReadAsync(reader, "room again").WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public void Options_are_checked_by_name()
    {
        var mistakes = new ReaderOptionsValidator().Validate(null, new ReaderOptions
        {
            MaxReadings = 0, ParallelKeys = 0, MaxGroupKeys = 0, MaxGroupBytes = 0, MaxQueuedKeys = 0,
        }).Failures!.ToList();
        Assert.Equal(5, mistakes.Count);
        Assert.True(new ReaderOptionsValidator().Validate(null, new ReaderOptions()).Succeeded);
    }

    private static Task<Event?> ReadAsync(LatestReader reader, string key) => reader.ReadAsync(key).AsTask();

    private LatestReader Create(ReaderOptions options) => new(_store, options);

    private Task<IReadOnlyList<bool>> FillAsync(int keys) =>
        _store.AppendAsync([.. Enumerable.Range(0, keys).Select(i => SampleEvents.Put($"k{i}", "v", 1 + i))], Cancellation);
}
