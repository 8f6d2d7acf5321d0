using Aevrion.Core.Events;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>Events remember the batch that they were written with.</summary>
public abstract partial class StorageConformance
{
    [Theory]
    [InlineData(3, true)]
    [InlineData(3, false)]
    [InlineData(2_000, true)]
    public async Task The_batch_of_an_event_is_read_with_it(int count, bool areNew)
    {
        var store = await OpenAsync(SmallShape);
        var batch = new EventBatch(0xfedc_ba98_7654_3210, count);
        Event[] events =
        [
            .. Enumerable.Range(0, count).Select(i => Event.Create($"k{i}", new byte[] { 1 }, Noon + i, "eu", [], batch)),
            Put("single", "v", Noon + count),
        ];
        await store.Log.AppendAsync(events, new AppendTerms(EarliestOwn: null, areNew), Cancellation);

        var read = await store.Log.ReadEventsAsync([.. events.Select(item => item.Stamp)], long.MaxValue, Cancellation);
        Assert.Equal(events.Select(Describe), read.Select(Describe));
        var range = await store.Log.ReadRangeAsync(Noon, Noon + 3, null, 10, long.MaxValue, Cancellation);
        Assert.All(range, item => Assert.Equal(batch, item.Batch));
        Assert.Equal(batch, (await store.Log.ReadAtAsync("k0", long.MaxValue, Cancellation))!.Batch);
        Assert.Null((await store.Log.ReadAtAsync("single", long.MaxValue, Cancellation))!.Batch);
    }

    [Fact]
    public async Task An_event_that_is_there_keeps_its_batch()
    {
        var store = await OpenAsync(SmallShape);
        var first = Event.Create("k", new byte[] { 1 }, Noon, "eu", [], new EventBatch(1, 2));
        await AppendAsync(store, first);
        await AppendAsync(store, Event.Create("k", new byte[] { 1 }, Noon, "eu", [], new EventBatch(2, 2)));
        Assert.Equal(first.Batch, (await store.Log.ReadAtAsync("k", long.MaxValue, Cancellation))!.Batch);
    }
}
