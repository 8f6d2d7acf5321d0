using Aevrion.Core;
using Aevrion.Core.Events;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_range_brings_the_events_of_its_span_in_order()
    {
        var store = await OpenAsync(SmallShape);
        Event[] inside = [Delete("a", Noon), .. Tie("tie", Noon + 5, 4), Put("b", "v", Noon + 9)];
        await AppendAsync(store, [.. inside.Reverse(), Put("below", "v", Noon - 1), Put("beyond", "v", Noon + 10)]);

        var read = await ReadRangeAsync(store, Noon, Noon + 10, after: null);

        Assert.Equal(inside.Select(Describe), read.Select(Describe));
        Assert.Empty(await ReadRangeAsync(store, Noon + 1, Noon + 5, after: null));
        Assert.Empty(await ReadRangeAsync(store, Noon + 10, Noon, after: null));
        Assert.Equal(8, (await ReadRangeAsync(store, 0, long.MaxValue, after: null)).Count);
    }

    [Fact]
    public async Task A_range_goes_on_behind_a_stamp_that_need_not_exist_or_lie_in_it()
    {
        var store = await OpenAsync(SmallShape);
        var tie = Tie("tie", Noon, 3);
        var last = Put("last", "v", Noon + 7);
        await AppendAsync(store, [.. tie, last]);

        Assert.Equal([tie[2].Stamp, last.Stamp], await StampsAsync(tie[1].Stamp));
        Assert.Equal([last.Stamp], await StampsAsync(new EventStamp(Noon + 3, default)));
        Assert.Equal(4, (await StampsAsync(new EventStamp(Noon, default))).Count());
        Assert.Equal(4, (await StampsAsync(new EventStamp(Noon - 1, Highest))).Count());
        Assert.Empty(await StampsAsync(last.Stamp));
        Assert.Empty(await StampsAsync(new EventStamp(long.MaxValue, Highest)));

        async Task<IEnumerable<EventStamp>> StampsAsync(EventStamp after) =>
            (await ReadRangeAsync(store, Noon, Noon + 8, after)).Select(@event => @event.Stamp);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(99, 3)]
    [InlineData(100, 4)]
    [InlineData(300, 6)]
    public async Task A_range_stops_after_the_event_that_takes_its_bytes_over_the_limit(long maxBytes, int expected)
    {
        var store = await OpenAsync(SmallShape);
        Event[] events =
        [
            Delete("a", Noon), PutBytes("b", [], Noon + 1), PutBytes("c", new byte[100], Noon + 2),
            PutBytes("d", new byte[100], Noon + 3), PutBytes("e", new byte[100], Noon + 4), PutBytes("f", new byte[100], Noon + 5),
        ];
        await AppendAsync(store, events);

        var read = await store.Log.ReadRangeAsync(0, long.MaxValue, null, 100, maxBytes, Cancellation);

        Assert.Equal(events.Take(expected).Select(@event => @event.Stamp), read.Select(@event => @event.Stamp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task Pages_of_a_range_join_without_gap_or_repetition_also_inside_a_tie(int maxEvents)
    {
        var store = await OpenAsync(SmallShape);
        Event[] events = [.. Tie("tie", Noon, 20), .. Series(30, stepMs: 3, start: Noon + 1)];
        await AppendAsync(store, events);

        var read = new List<Event>();
        while (true)
        {
            var page = await store.Log.ReadRangeAsync(
                Noon, Noon + 1_000, read.Count == 0 ? null : read[^1].Stamp, maxEvents, long.MaxValue, Cancellation);
            if (page.Count == 0)
                break;
            Assert.InRange(page.Count, 1, maxEvents);
            Assert.True(read.Count < events.Length, "pages repeat themselves");
            read.AddRange(page);
        }

        Assert.Equal(events.Select(Describe), read.Select(Describe));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(StorageLimits.MaxTransactionEvents + 1)]
    public async Task A_range_has_a_limit_of_events(int maxEvents)
    {
        var store = await OpenAsync(SmallShape);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Log.ReadRangeAsync(0, 1, null, maxEvents, 1, Cancellation));
    }

    private static Hash256 Highest => new([.. Enumerable.Repeat(byte.MaxValue, Hash256.Length)]);

    private static Task<IReadOnlyList<Event>> ReadRangeAsync(TestStore store, long fromMs, long toMs, EventStamp? after) =>
        store.Log.ReadRangeAsync(fromMs, toMs, after, maxEvents: 100, maxBytes: long.MaxValue, Cancellation);
}
