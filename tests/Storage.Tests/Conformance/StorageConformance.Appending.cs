using System.Text;
using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task An_event_comes_back_with_everything_it_had()
    {
        var store = await OpenAsync(new TreeShape());
        var first = Put("k", "one", Noon);
        var second = Put("k", "two", Noon + 1, "us", first.Id);
        var third = Put("k", "three", Noon + 2, "ap", first.Id, second.Id);
        var empty = PutBytes("empty", [], Noon);
        var deletion = Delete("gone", Noon, "us");

        Assert.Equal([true, true, true, true, true], await AppendAsync(store, first, second, third, empty, deletion));

        foreach (var expected in new[] { third, empty, deletion })
            Assert.Equal(Describe(expected), Describe(await store.Log.ReadLatestAsync(expected.Key, Cancellation)));
        Assert.Equal(Describe(second), Describe(await store.Log.ReadAtAsync("k", second.Timestamp, Cancellation)));
        Assert.Equal(Describe(first), Describe(await store.Log.ReadAtAsync("k", first.Timestamp, Cancellation)));
    }

    [Fact]
    public async Task Repeating_an_append_adds_nothing()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(50, stepMs: 700);
        await AppendAsync(store, events);

        Assert.All(await AppendAsync(store, events), Assert.False);
        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }

    [Fact]
    public async Task An_event_repeated_inside_one_append_is_added_once_and_the_first_counts()
    {
        var store = await OpenAsync(SmallShape);
        var other = Put("other", "x", Noon);
        var fromEu = Put("k", "v", Noon, "eu");
        var fromUs = Put("k", "v", Noon, "us");

        Assert.Equal([true, true, false, false], await AppendAsync(store, other, fromEu, fromUs, other));
        Assert.Equal("eu", (await store.Log.ReadLatestAsync("k", Cancellation))!.Origin);
        await AssertCountsAsync(store, new EventModel(SmallShape, [other, fromEu]));
    }

    [Fact]
    public async Task Flags_tell_the_new_events_from_the_known_ones_whatever_their_order()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(6, stepMs: 900);
        await AppendAsync(store, events[4], events[1]);

        Assert.Equal([true, false, true, false, true, true], await AppendAsync(store, events[5], events[4], events[3], events[1], events[0], events[2]));
        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }

    [Fact]
    public async Task The_same_write_made_in_two_regions_is_one_event()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("k", "v", Noon, "us"));

        Assert.Equal([false], await AppendAsync(store, Put("k", "v", Noon, "eu")));
        Assert.Equal("us", (await store.Log.ReadLatestAsync("k", Cancellation))!.Origin);
        Assert.Equal(1, await store.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_late_event_enters_history_and_counts_and_leaves_the_latest_alone()
    {
        var store = await OpenAsync(SmallShape);
        var latest = Put("k", "now", Noon);
        await AppendAsync(store, latest);
        var late = Put("k", "years ago", 1_000_000_000_000);
        var first = Put("k", "at the epoch", 0);

        Assert.Equal([true, true], await AppendAsync(store, late, first));

        var model = new EventModel(SmallShape, [latest, late, first]);
        await AssertReadsAsync(store, model);
        await AssertCountsAsync(store, model);
    }

    [Fact]
    public async Task An_empty_append_adds_nothing()
    {
        var store = await OpenAsync(SmallShape);
        Assert.Empty(await AppendAsync(store));
        Assert.Equal(0, await store.Log.CountAsync(Cancellation));
        Assert.Empty(await store.Tree.ReadNodesAsync([new NodeRange(0, 0, long.MaxValue)], Cancellation));
    }

    [Fact]
    public async Task The_largest_keys_and_values_fit()
    {
        var store = await OpenAsync(new TreeShape());
        var value = new byte[EventLimits.MaxValueBytes];
        new Random(7).NextBytes(value);
        var incompressible = PutBytes(new string('k', EventLimits.MaxKeyBytes), value, Noon);
        var wideKey = PutBytes(string.Concat(Enumerable.Repeat("🜁", EventLimits.MaxKeyBytes / 4)), new byte[EventLimits.MaxValueBytes], EventLimits.MaxTimestamp);
        Assert.Equal(EventLimits.MaxKeyBytes, Encoding.UTF8.GetByteCount(wideKey.Key));

        await AppendAsync(store, incompressible, wideKey);

        foreach (var expected in new[] { incompressible, wideKey })
        {
            var read = await store.Log.ReadLatestAsync(expected.Key, Cancellation);
            Assert.Equal(expected.Stamp, read!.Stamp);
            Assert.True(expected.Value!.Value.Span.SequenceEqual(read.Value!.Value.Span));
        }
    }

    [Fact]
    public async Task As_many_parents_as_there_may_be_come_back_in_order()
    {
        var store = await OpenAsync(new TreeShape());
        var parents = Series(EventLimits.MaxParents, stepMs: 1).Select(@event => @event.Id);
        var merged = Put("k", "v", Noon, "eu", [.. parents]);
        await AppendAsync(store, merged);
        Assert.Equal(merged.Parents, (await store.Log.ReadLatestAsync("k", Cancellation))!.Parents);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31_557_600)]
    public async Task A_full_transaction_is_taken_in_one_leaf_or_spread_over_three_centuries(long stepMs)
    {
        var shape = new TreeShape();
        var store = await OpenAsync(shape);
        var events = Series(StorageLimits.MaxTransactionEvents, stepMs, start: 946_684_800_000);
        new Random(3).Shuffle(events);

        Assert.All(await AppendAsync(store, events), Assert.True);
        await AssertCountsAsync(store, new EventModel(shape, events));
    }

    [Fact]
    public async Task An_append_over_a_limit_is_refused_whole()
    {
        var store = await OpenAsync(SmallShape);
        var tooMany = Series(StorageLimits.MaxTransactionEvents + 1, stepMs: 1);
        var megabyte = new byte[EventLimits.MaxValueBytes];
        Event[] tooLarge = [.. Enumerable.Range(0, 64).Select(i => PutBytes($"k{i}", megabyte, Noon))];

        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(store, tooMany));
        await Assert.ThrowsAsync<ArgumentException>(() => AppendAsync(store, tooLarge));
        Assert.Equal(0, await store.Log.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Appends_that_meet_count_every_event_once_and_one_of_them_added_it()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(600, stepMs: 311);
        var added = new int[events.Length];

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancellation }, async (seed, _) =>
        {
            var random = new Random(seed);
            int[] chosen = [.. Enumerable.Range(0, events.Length).Where(_ => random.Next(4) == 0)];
            random.Shuffle(chosen);
            var flags = await AppendAsync(store, [.. chosen.Select(i => events[i])]);
            for (var i = 0; i < chosen.Length; i++)
                Interlocked.Add(ref added[chosen[i]], flags[i] ? 1 : 0);
        });
        await AppendAsync(store, events);

        Assert.All(added, times => Assert.InRange(times, 0, 1));
        await AssertCountsAsync(store, new EventModel(SmallShape, events));
    }
}
