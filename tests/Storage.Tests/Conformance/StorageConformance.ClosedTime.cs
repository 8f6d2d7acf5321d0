using Aevrion.Core.Events;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task Own_events_enter_open_time_only()
    {
        var store = await OpenAsync(SmallShape);
        Assert.Equal([true], await AppendOwnAsync(store, Put("before", "v", Noon - 1)));

        Assert.Equal(Noon, await store.Log.CloseAsync(Noon, Cancellation));

        var refusal = await Assert.ThrowsAsync<ClosedTimeException>(() => AppendOwnAsync(store, Put("late", "v", Noon - 1)));
        Assert.Equal(Noon, refusal.FloorMs);
        Assert.Equal([true], await AppendOwnAsync(store, Put("in time", "v", Noon)));
        Assert.Equal(2, await store.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task One_late_own_event_keeps_everything_beside_it_out()
    {
        var store = await OpenAsync(SmallShape);
        await store.Log.CloseAsync(Noon, Cancellation);
        Event[] batch = [Put("imported", "v", 5), Put("late", "v", Noon - 1), Put("in time", "v", Noon + 1)];

        await Assert.ThrowsAsync<ClosedTimeException>(() => store.Log.AppendAsync(batch, new AppendTerms(Noon - 1, AreNew: false), Cancellation));

        await AssertCountsAsync(store, new EventModel(SmallShape, []));
        Assert.All((await store.Log.AppendAsync(batch, new AppendTerms(Noon + 1, AreNew: false), Cancellation)).Added, Assert.True);
        await AssertCountsAsync(store, new EventModel(SmallShape, batch));
    }

    [Fact]
    public async Task Events_of_peers_and_imports_enter_closed_time()
    {
        var store = await OpenAsync(SmallShape);
        await store.Log.CloseAsync(Noon, Cancellation);
        Assert.Equal([true], await AppendAsync(store, Put("k", "v", Noon - 1, "us")));
    }

    [Fact]
    public async Task Closed_time_stays_closed()
    {
        var store = await OpenAsync(SmallShape);
        Assert.Equal(0, await store.Log.CloseAsync(0, Cancellation));
        await store.Log.CloseAsync(Noon, Cancellation);

        Assert.Equal(Noon, await store.Log.CloseAsync(Noon - 1, Cancellation));
        Assert.Equal(Noon, await store.Log.CloseAsync(0, Cancellation));
        Assert.Equal(Noon + 1, await store.Log.CloseAsync(Noon + 1, Cancellation));
        await Assert.ThrowsAsync<ClosedTimeException>(() => AppendOwnAsync(store, Put("late", "v", Noon)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Log.CloseAsync(-1, Cancellation));
    }

    [Fact]
    public async Task What_was_closed_never_grows_while_writers_and_closers_race()
    {
        var store = await OpenAsync(SmallShape);
        await new ClosedTimeRace([store.Log], writers: 6, closings: 40).RunAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<bool>> AppendOwnAsync(TestStore store, Event own) =>
        (await store.Log.AppendAsync([own], AppendTerms.Own(own.Timestamp), Cancellation)).Added;
}
