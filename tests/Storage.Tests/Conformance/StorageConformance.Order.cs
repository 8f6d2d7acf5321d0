using Aevrion.Core.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    /// <summary>How many arrivals are tried; each opens a store.</summary>
    protected abstract int Arrivals { get; }

    [Fact]
    public async Task Order_batching_and_repetition_of_arrival_make_no_difference()
    {
        var property = Prop.ForAll(Arb.From(ArrivalOrders(), Shrink), async batches =>
        {
            var store = await OpenAsync(SmallShape);
            foreach (var batch in batches)
                await store.Log.AppendAsync(batch, Cancellation);

            // Origin and parents are of whoever brought an event first, so the model is fed in the order of arrival.
            var model = new EventModel(SmallShape, batches.SelectMany(batch => batch));
            await AssertReadsAsync(store, model);
            await AssertCountsAsync(store, model);
            await AssertDigestsAsync(store, model);
        });
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Arrivals).WithEndSize(60), property), Cancellation);
    }

    /// <summary>Few keys, timestamps and values, so that ties and equal events are frequent; some events come again later.</summary>
    private static Gen<Event[][]> ArrivalOrders() =>
        from events in Gen.NonEmptyListOf(AnyEvent()).Select(list => list.ToArray())
        from again in Gen.SubListOf(events)
        from order in Gen.Shuffle<Event>([.. events, .. again])
        from size in Gen.Choose(1, 20)
        select order.Chunk(size).ToArray();

    private static Gen<Event> AnyEvent() =>
        from key in Gen.Elements("a", "b", "é", "😀", "a/b")
        from timestamp in Gen.OneOf(Gen.Choose(0, 9), Gen.Choose(0, 70_000), Gen.Choose(1_000_000, 2_000_000_000)).Select(ms => (long)ms)
        from value in Gen.Frequency((1, Gen.Constant(-1)), (5, Gen.Choose(0, 3)))
        from origin in Gen.Elements("eu", "us")
        select value < 0 ? SampleEvents.Delete(key, timestamp, origin) : SampleEvents.Put(key, new string('v', value), timestamp, origin);

    private static IEnumerable<Event[][]> Shrink(Event[][] batches)
    {
        for (var i = 0; i < batches.Length; i++)
            yield return [.. batches[..i], .. batches[(i + 1)..]];
    }
}
