using Aevrion.Core.Events;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_key_without_versions_has_nothing()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("other", "v", Noon));
        Assert.Null(await store.Log.ReadLatestAsync("k", Cancellation));
        Assert.Null(await store.Log.ReadAtAsync("k", Noon, Cancellation));
        Assert.Empty(await store.Log.ReadHistoryAsync("k", null, 10, includeValues: true, Cancellation));
        Assert.Empty(await store.Log.ReadLatestStampsAsync(["k"], Cancellation));
    }

    [Fact]
    public async Task The_higher_id_wins_a_tie_of_timestamps()
    {
        var store = await OpenAsync(SmallShape);
        var tie = Tie("k", Noon, 5);
        await AppendAsync(store, tie[2], tie[4], tie[0], tie[3], tie[1]);
        Assert.Equal(tie[4].Stamp, (await store.Log.ReadLatestAsync("k", Cancellation))!.Stamp);
        Assert.Equal(tie[4].Stamp, (await store.Log.ReadAtAsync("k", Noon, Cancellation))!.Stamp);
    }

    [Fact]
    public async Task A_version_stands_from_its_own_millisecond_until_the_next_ones()
    {
        var store = await OpenAsync(SmallShape);
        var first = Put("k", "first", Noon);
        var second = Delete("k", Noon + 10);
        await AppendAsync(store, first, second, Put("j", "another key", Noon + 3));

        Assert.Null(await store.Log.ReadAtAsync("k", Noon - 1, Cancellation));
        Assert.Equal(first.Stamp, (await store.Log.ReadAtAsync("k", Noon, Cancellation))!.Stamp);
        Assert.Equal(first.Stamp, (await store.Log.ReadAtAsync("k", Noon + 9, Cancellation))!.Stamp);
        Assert.Equal(second.Stamp, (await store.Log.ReadAtAsync("k", Noon + 10, Cancellation))!.Stamp);
        Assert.Equal(second.Stamp, (await store.Log.ReadAtAsync("k", long.MaxValue, Cancellation))!.Stamp);
        Assert.Null(await store.Log.ReadAtAsync("k", -1, Cancellation));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(StorageLimits.MaxPage + 1)]
    public async Task Pages_of_history_join_without_gap_or_repetition_also_inside_a_tie(int limit)
    {
        var store = await OpenAsync(SmallShape);
        Event[] versions = [.. Tie("k", Noon, 5), .. Tie("k", Noon + 1, 4), Put("k", "single", Noon + 2), .. Tie("k", Noon + 3, 3)];
        await AppendAsync(store, versions);
        await AppendAsync(store, Tie("other", Noon + 1, 4));

        var read = new List<EventStamp>();
        EventStamp? before = null;
        while (await store.Log.ReadHistoryAsync("k", before, limit, includeValues: false, Cancellation) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, limit);
            Assert.True(read.Count < versions.Length, "pages repeat themselves");
            read.AddRange(page.Select(version => version.Stamp));
            before = page[^1].Stamp;
        }

        Assert.Equal(versions.Select(version => version.Stamp).OrderDescending(), read);
    }

    [Fact]
    public async Task History_starts_below_a_stamp_that_need_not_exist()
    {
        var store = await OpenAsync(SmallShape);
        var versions = Enumerable.Range(0, 4).Select(i => Put("k", $"{i}", Noon + (10 * i))).ToArray();
        await AppendAsync(store, versions);

        var page = await store.Log.ReadHistoryAsync("k", new EventStamp(Noon + 15, default), 10, includeValues: false, Cancellation);
        Assert.Equal([versions[1].Stamp, versions[0].Stamp], page.Select(version => version.Stamp));
        page = await store.Log.ReadHistoryAsync("k", new EventStamp(Noon + 10, default), 10, includeValues: false, Cancellation);
        Assert.Equal([versions[0].Stamp], page.Select(version => version.Stamp));
    }

    [Fact]
    public async Task History_brings_values_only_when_asked()
    {
        var store = await OpenAsync(SmallShape);
        var put = Put("k", "12345", Noon, "us");
        var deletion = Delete("k", Noon + 1, "ap");
        await AppendAsync(store, put, deletion);

        var bare = await store.Log.ReadHistoryAsync("k", null, 10, includeValues: false, Cancellation);
        Assert.Equal(
            [new VersionEntry(deletion.Stamp, "ap", IsDeletion: true, 0, null), new VersionEntry(put.Stamp, "us", IsDeletion: false, 5, null)], bare);
        var full = await store.Log.ReadHistoryAsync("k", null, 10, includeValues: true, Cancellation);
        Assert.Null(full[0].Value);
        Assert.Equal("12345"u8.ToArray(), full[1].Value!.Value.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StorageLimits.MaxPage + 2)]
    public async Task A_page_of_history_has_a_limit(int limit)
    {
        var store = await OpenAsync(SmallShape);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Log.ReadHistoryAsync("k", null, limit, includeValues: false, Cancellation));
    }

    [Fact]
    public async Task Latest_stamps_of_many_keys_leave_out_the_keys_without_versions()
    {
        var store = await OpenAsync(SmallShape);
        var deletion = Delete("b", Noon + 2);
        var latest = Put("a", "2", Noon + 1);
        await AppendAsync(store, Put("a", "1", Noon), latest, Put("b", "1", Noon), deletion, Put("c", "1", Noon));

        var stamps = await store.Log.ReadLatestStampsAsync(["a", "missing", "b", "a"], Cancellation);

        Assert.Equal(2, stamps.Count);
        Assert.Equal(latest.Stamp, stamps["a"]);
        Assert.Equal(deletion.Stamp, stamps["b"]);
        Assert.Empty(await store.Log.ReadLatestStampsAsync([], Cancellation));
    }

    [Fact]
    public async Task Latest_versions_of_many_keys_come_in_the_order_asked_with_nothing_for_a_key_without_versions()
    {
        var store = await OpenAsync(SmallShape);
        var deletion = Delete("b", Noon + 2);
        var tie = Tie("a", Noon + 1, 4);
        await AppendAsync(store, [Put("a", "1", Noon), .. tie, Put("b", "1", Noon), deletion, Put("c", "1", Noon)]);

        var latest = await store.Log.ReadLatestAsync(["b", "missing", "a", "b"], long.MaxValue, Cancellation);

        Assert.Equal(new[] { deletion, null, tie[3], deletion }.Select(Describe), latest.Select(Describe));
        Assert.Empty(await store.Log.ReadLatestAsync([], long.MaxValue, Cancellation));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(99, 3)]
    [InlineData(100, 4)]
    [InlineData(199, 4)]
    [InlineData(200, 6)]
    public async Task Latest_versions_stop_after_the_one_that_takes_their_bytes_over_the_limit(long maxBytes, int expected)
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(
            store, PutBytes("b", new byte[1_000], Noon - 1), Delete("b", Noon), PutBytes("c", new byte[100], Noon), PutBytes("d", new byte[100], Noon));

        var read = await store.Log.ReadLatestAsync(["a", "b", "c", "d", "b", "a"], maxBytes, Cancellation);

        Assert.Equal(new[] { null, "b", "c", "d", "b", null }.Take(expected), read.Select(latest => latest?.Key));
    }

    [Fact]
    public async Task Events_come_in_the_order_asked_without_the_absent_ones()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(5, stepMs: 10);
        await AppendAsync(store, events);
        EventStamp[] asked =
        [
            events[3].Stamp, new(events[3].Timestamp, events[0].Id), events[0].Stamp, new(Noon - 5, events[0].Id), events[4].Stamp, events[1].Stamp,
        ];

        var read = await store.Log.ReadEventsAsync(asked, long.MaxValue, Cancellation);

        Assert.Equal(new[] { events[3], events[0], events[4], events[1] }.Select(Describe), read.Select(Describe));
        Assert.Empty(await store.Log.ReadEventsAsync([], long.MaxValue, Cancellation));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(99, 3)]
    [InlineData(100, 4)]
    [InlineData(299, 5)]
    [InlineData(300, 6)]
    public async Task Events_stop_after_the_one_that_takes_their_bytes_over_the_limit(long maxBytes, int expected)
    {
        var store = await OpenAsync(SmallShape);
        Event[] events =
        [
            Delete("a", Noon), PutBytes("b", [], Noon), PutBytes("c", new byte[100], Noon),
            PutBytes("d", new byte[100], Noon), PutBytes("e", new byte[100], Noon), PutBytes("f", new byte[100], Noon),
        ];
        await AppendAsync(store, events);

        var read = await store.Log.ReadEventsAsync([.. events.Select(@event => @event.Stamp)], maxBytes, Cancellation);

        Assert.Equal(events.Take(expected).Select(@event => @event.Stamp), read.Select(@event => @event.Stamp));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_their_bytes_alone()
    {
        var store = await OpenAsync(SmallShape);
        string[] keys =
        [
            "a", "A", "a ", " a", "a\u0301", "\u00e1", "ﬁ", "fi", "ß", "ss", "ı", "i", "İ", "\u200b", "\ufeff", "\uffff", "\ud7ff", "\U0010ffff",
            "😀", "e\u0301/\t\r\n", "'; drop table aevrion.event; --", "\\x00", "%", "_", "$1", "@p", "{a,b}", "\"", "NULL", "א", "ا", "ก", "\u0001", "\u007f", "\u0085",
        ];
        Event[] events = [.. keys.Select((key, i) => Put(key, $"value {i}", Noon + i))];
        await AppendAsync(store, events);

        foreach (var @event in events)
        {
            Assert.Equal(Describe(@event), Describe(await store.Log.ReadLatestAsync(@event.Key, Cancellation)));
            Assert.Single(await store.Log.ReadHistoryAsync(@event.Key, null, 10, includeValues: false, Cancellation));
        }

        var stamps = await store.Log.ReadLatestStampsAsync(keys, Cancellation);
        Assert.Equal(keys.Length, stamps.Count);
        Assert.All(events, @event => Assert.Equal(@event.Stamp, stamps[@event.Key]));
    }
}
