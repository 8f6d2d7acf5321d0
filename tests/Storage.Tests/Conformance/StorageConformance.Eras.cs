using Aevrion.Core.Events;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>Histories long enough for a store that divides them to do so, many times.</summary>
public abstract partial class StorageConformance
{
    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public async Task A_long_history_with_ties_and_late_events_is_read_as_if_it_were_one(int batch)
    {
        var store = await OpenAsync(SmallShape);
        var random = new Random(batch);
        Event[] inOrder = [.. Enumerable.Range(0, 60).SelectMany(step => Tie($"k{step % 4}", Noon + (step * 300), 1 + (step % 3)))];
        Event[] late = [.. Enumerable.Range(0, 40).Select(i => Put($"k{i % 5}", $"late {i}", Noon + random.Next(-500, 60 * 300)))];
        foreach (var part in inOrder.Chunk(batch))
            await store.Log.AppendAsync(part, AppendTerms.Own(part[0].Timestamp), Cancellation);
        foreach (var part in late.Chunk(batch))
            await AppendAsync(store, part);

        var model = new EventModel(SmallShape, [.. inOrder, .. late]);
        await AssertReadsAsync(store, model);
        await AssertCountsAsync(store, model);
        await AssertDigestsAsync(store, model);
        await AssertEveryMillisecondAroundAsync(store, model);
        await AssertPagesAsync(store, model);
        await AssertManyLatestAsync(store, model);
    }

    [Fact]
    public async Task A_key_written_once_long_ago_is_found_behind_everything_written_since()
    {
        var store = await OpenAsync(SmallShape);
        var old = Put("old", "v", Noon);
        await AppendAsync(store, old);
        foreach (var part in Series(120, stepMs: 700, start: Noon + 1).Chunk(7))
            await AppendAsync(store, part);

        Assert.Equal(old.Stamp, (await store.Log.ReadLatestAsync("old", Cancellation))!.Stamp);
        Assert.Null(await store.Log.ReadLatestAsync("never", Cancellation));
        Assert.Null(await store.Log.ReadAtAsync("old", Noon - 1, Cancellation));
        Assert.Equal([old.Stamp], (await store.Log.ReadHistoryAsync("old", null, 10, includeValues: false, Cancellation)).Select(version => version.Stamp));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    [InlineData(1_000)]
    public async Task Events_called_new_that_are_not_are_added_once(int count)
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(count + 1, stepMs: 10);
        Assert.All(await AppendNewAsync(store, events[..count]), Assert.True);

        Assert.All(await AppendNewAsync(store, events[..count]), Assert.False);
        Assert.Equal([.. Enumerable.Repeat(false, count), true, false], await AppendNewAsync(store, [.. events, events[0]]));

        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task New_events_come_back_as_they_were_written(int more)
    {
        var store = await OpenAsync(SmallShape);
        Event[] events =
        [
            Put("é/😀", "value", Noon, "us", Put("a", "1", 1).Id, Put("a", "2", 2).Id), Delete("k", Noon + 1), PutBytes("empty", [], Noon + 2),
            PutBytes("large", [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i))], Noon + 3), .. Series(more, stepMs: 3, start: Noon + 4),
        ];
        await AppendNewAsync(store, events);

        var read = await store.Log.ReadEventsAsync([.. events.Select(@event => @event.Stamp)], long.MaxValue, Cancellation);
        Assert.Equal(events.Select(Describe), read.Select(Describe));
        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    public async Task New_events_in_closed_time_leave_nothing_behind(int count)
    {
        var store = await OpenAsync(SmallShape);
        await store.Log.CloseAsync(Noon + 1, Cancellation);
        var late = Series(count, stepMs: 10);
        await Assert.ThrowsAsync<ClosedTimeException>(() => AppendNewAsync(store, late));
        await AssertCountsAsync(store, new EventModel(SmallShape, []));

        var inTime = Series(count, stepMs: 10, start: Noon + 1);
        Assert.All(await AppendNewAsync(store, inTime), Assert.True);
        await AssertCountsAsync(store, new EventModel(SmallShape, inTime));
    }

    private static async Task<IReadOnlyList<bool>> AppendNewAsync(TestStore store, Event[] events) =>
        (await store.Log.AppendAsync(events, AppendTerms.Own(events.Min(@event => @event.Timestamp)), Cancellation)).Added;

    private static async Task AssertEveryMillisecondAroundAsync(TestStore store, EventModel model)
    {
        foreach (var key in model.Keys)
        {
            foreach (var timestamp in model.Times.SelectMany(time => new[] { time - 1, time }).Distinct().Where((_, i) => i % 3 == 0))
                Assert.Equal(Describe(model.At(key, timestamp)), Describe(await store.Log.ReadAtAsync(key, timestamp, Cancellation)));
        }
    }

    private static async Task AssertPagesAsync(TestStore store, EventModel model)
    {
        foreach (var key in model.Keys)
        {
            foreach (var limit in new[] { 1, 2, 13 })
            {
                var read = new List<EventStamp>();
                EventStamp? before = null;
                while (read.Count <= model.Count
                    && await store.Log.ReadHistoryAsync(key, before, limit, includeValues: false, Cancellation) is { Count: > 0 } page)
                {
                    read.AddRange(page.Select(version => version.Stamp));
                    before = page[^1].Stamp;
                }

                Assert.Equal(model.History(key).Select(version => version.Stamp), read);
            }
        }
    }

    private static async Task AssertManyLatestAsync(TestStore store, EventModel model)
    {
        string[] keys = [.. model.Keys, "missing"];
        var latest = await store.Log.ReadLatestAsync(keys, long.MaxValue, Cancellation);
        Assert.Equal(keys.Select(key => Describe(model.At(key, long.MaxValue))), latest.Select(Describe));
        var stamps = await store.Log.ReadLatestStampsAsync(keys, Cancellation);
        Assert.Equal(model.Keys.ToDictionary(key => key, key => model.At(key, long.MaxValue)!.Stamp), stamps);
    }
}
