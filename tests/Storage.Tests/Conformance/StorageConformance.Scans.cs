using System.Text;
using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;
using FsCheck;
using FsCheck.Fluent;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

/// <summary>Pages of keys and of the log.</summary>
public abstract partial class StorageConformance
{
    private const int MaxPages = 10_000;

    private static readonly string[] ScannedKeys = ["b/1", "b", "a", "b/2", "c"];
    private static readonly string[] Letters = ["a", "b", "c"];

    [Fact]
    public async Task A_scan_lists_live_keys_in_the_order_of_their_bytes()
    {
        var store = await OpenAsync(SmallShape);
        string[] keys = ["a", "B", "a/", "a/b", "a!", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\U0010ffff", "aa", "a\u0001"];
        await AppendAsync(store, [.. keys.Select((key, i) => Put(key, $"{i}", Noon + (i * 700))), Put("gone", "v", Noon), Delete("gone", Noon + 1)]);

        var page = await store.Log.ScanAsync(new KeyScan { Limit = 100 }, Cancellation);

        Assert.Equal(keys.OrderBy(key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)), StringComparer.Ordinal), page.Entries.Select(entry => entry.Key));
        Assert.Null(page.Next);
        Assert.Empty((await store.Log.ScanAsync(new KeyScan { Limit = 100, At = Noon - 1 }, Cancellation)).Entries);
    }

    [Fact]
    public async Task A_scan_brings_the_version_that_stands_with_its_value_when_asked()
    {
        var store = await OpenAsync(SmallShape);
        var old = Put("k", "old", Noon);
        var put = Put("k", "12345", Noon + 10, "us", old.Id, Put("j", "", 1).Id);
        await AppendAsync(store, old, put, PutBytes("k2", [], Noon));

        var bare = await store.Log.ScanAsync(new KeyScan { Limit = 1, Prefix = "k" }, Cancellation);
        var entry = Assert.Single(bare.Entries);
        Assert.Equal(("k", put.Stamp, "us", 5, false), (entry.Key, entry.Stamp, entry.Origin, entry.Size, entry.IsDeletion));
        Assert.Equal(put.Parents, entry.Parents);
        Assert.Null(entry.Value);
        Assert.Equal("k", bare.Next);

        var full = await store.Log.ScanAsync(new KeyScan { Limit = 2, IncludeValues = true, At = Noon + 9 }, Cancellation);
        Assert.Equal([old.Stamp, PutBytes("k2", [], Noon).Stamp], full.Entries.Select(item => item.Stamp));
        Assert.Equal("old"u8.ToArray(), full.Entries[0].Value!.Value.ToArray());
        Assert.Equal([], full.Entries[1].Value!.Value.ToArray());
        Assert.Null(full.Next);
    }

    [Theory]
    [InlineData("", null, "a", "b", "b/1", "b/2", "c")]
    [InlineData("b", null, "b", "b/1", "b/2")]
    [InlineData("b", "b", "b/1", "b/2")]
    [InlineData("b", "b/1", "b/2")]
    [InlineData("b", "b/10", "b/2")]
    [InlineData("b", "a", "b", "b/1", "b/2")]
    [InlineData("b", "c")]
    [InlineData("b/", null, "b/1", "b/2")]
    [InlineData("", "c")]
    [InlineData("d", null)]
    [InlineData("😀", null)]
    public async Task A_scan_begins_behind_a_key_and_ends_with_the_prefix(string prefix, string? after, params string[] expected)
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, [.. ScannedKeys.Reverse().Select((key, i) => Put(key, "v", Noon + i))]);
        var page = await store.Log.ScanAsync(new KeyScan { Limit = 10, Prefix = prefix, After = after }, Cancellation);
        Assert.Equal(expected, page.Entries.Select(entry => entry.Key));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(300, 3)]
    public async Task Pages_with_values_end_after_the_one_that_takes_their_bytes_over_the_limit(long maxBytes, int expected)
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(
            store, PutBytes("a", new byte[100], Noon), PutBytes("b", new byte[100], Noon + 1), Delete("bb", Noon + 2), PutBytes("c", new byte[100], Noon + 3));

        var keys = await store.Log.ScanAsync(new KeyScan { Limit = 10, IncludeValues = true, MaxBytes = maxBytes }, Cancellation);
        Assert.Equal(Letters.Take(expected), keys.Entries.Select(entry => entry.Key));
        Assert.Equal(expected < 3, keys.Next is not null);
        Assert.Equal(3, (await store.Log.ScanAsync(new KeyScan { Limit = 10, MaxBytes = maxBytes }, Cancellation)).Entries.Count);

        var log = await store.Log.ReadLogAsync(new LogScan { Limit = 10, At = Noon + 1, IncludeValues = true, MaxBytes = maxBytes }, Cancellation);
        Assert.Equal(Letters.Take(Math.Min(expected, 2)), log.Events.Select(entry => entry.Key));
        Assert.Equal(4, (await store.Log.ReadLogAsync(new LogScan { Limit = 10, At = Noon + 9, MaxBytes = maxBytes }, Cancellation)).Events.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(StorageLimits.MaxPage + 1)]
    public async Task A_page_of_a_scan_has_a_limit(int limit)
    {
        var store = await OpenAsync(SmallShape);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Log.ScanAsync(new KeyScan { Limit = limit }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Log.ReadLogAsync(new LogScan { Limit = limit, At = 1 }, Cancellation));
    }

    [Fact]
    public async Task Scans_of_any_history_at_any_time_list_what_a_plain_model_lists()
    {
        var property = Prop.ForAll(Arb.From(ArrivalOrders(), Shrink), async batches =>
        {
            var store = await OpenAsync(SmallShape);
            foreach (var batch in batches)
                await store.Log.AppendAsync(batch, Cancellation);

            var model = new EventModel(SmallShape, batches.SelectMany(batch => batch));
            await AssertScansAsync(store, model, [.. model.Times.SelectMany(time => new[] { time - 1, time }).Distinct()
                .OrderBy(time => time % 7).Take(3)]);
        });
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Arrivals).WithEndSize(60), property), Cancellation);
    }

    [Fact]
    public async Task Scans_go_through_all_that_a_long_history_was_divided_into()
    {
        var store = await OpenAsync(SmallShape);
        Event[] inOrder = [.. Enumerable.Range(0, 120).SelectMany(step => Tie($"k{step % 17:d2}", Noon + (step * 300), 1 + (step % 3)))];
        Event[] deleted = [.. Enumerable.Range(0, 17).Where(i => i % 3 == 0).Select(i => Delete($"k{i:d2}", Noon + (i * 2_100)))];
        Event[] late = [.. Enumerable.Range(0, 40).Select(i => Put($"k{i % 23:d2}", $"late {i}", Noon + (i * 97 % 36_000)))];
        foreach (var part in inOrder.Chunk(7))
            await store.Log.AppendAsync(part, AppendTerms.Own(part[0].Timestamp), Cancellation);
        await AppendAsync(store, [.. deleted, .. late]);

        var model = new EventModel(SmallShape, [.. inOrder, .. deleted, .. late]);
        await AssertScansAsync(store, model, [.. Enumerable.Range(-1, 7).Select(i => Noon + (i * 5_999L))]);
    }

    [Fact]
    public async Task Many_deleted_keys_in_a_row_hide_nothing_behind_them()
    {
        var store = await OpenAsync(SmallShape);
        var count = StorageLimits.MaxScanSteps + 100;
        Event[] last = [Put("z", "v", Noon), Put("z2", "v", Noon)];
        await AppendAsync(store, [.. Enumerable.Range(0, count).Select(i => Delete($"gone/{i:d5}", Noon + i)), .. last]);
        await AppendAsync(store, [.. Enumerable.Range(0, count).Select(i => Put($"gone/{i:d5}", "v", Noon - 1))]);

        Assert.Equal(last.Select(Describe), (await ScanAllAsync(store, "", null, limit: 1)).Select(Describe));
        Assert.Equal(last.Select(Describe), (await ReadLogAsync(store, "z", long.MaxValue, limit: 1)).OrderBy(@event => @event.Key).Select(Describe));
    }

    private static async Task AssertScansAsync(TestStore store, EventModel model, long[] times)
    {
        foreach (var (prefix, limit) in new[] { ("", 2), ("", StorageLimits.MaxPage), ("a", 1), ("k1", 3), ("😀", StorageLimits.MaxPage) })
        {
            Assert.Equal(model.Live(prefix, long.MaxValue).Select(Describe), (await ScanAllAsync(store, prefix, null, limit)).Select(Describe));
            foreach (var at in times)
                Assert.Equal(model.Live(prefix, at).Select(Describe), (await ScanAllAsync(store, prefix, at, limit)).Select(Describe));
            foreach (var at in times.Take(1).Append(long.MaxValue))
                Assert.Equal(model.Log(prefix, at).Select(Describe), (await ReadLogAsync(store, prefix, at, limit * 5 % 1_001)).Select(Describe));
        }
    }

    private static async Task<List<Event>> ScanAllAsync(TestStore store, string prefix, long? at, int limit)
    {
        var read = new List<Event>();
        string? next = null;
        for (var pages = 0; pages == 0 || next is not null; pages++)
        {
            Assert.True(pages < MaxPages, "pages do not end");
            var page = await store.Log.ScanAsync(new KeyScan { Prefix = prefix, After = next, At = at, Limit = limit, IncludeValues = true }, Cancellation);
            Assert.InRange(page.Entries.Count, 0, limit);
            read.AddRange(page.Entries.Select(Restore));
            next = page.Next;
        }

        return read;
    }

    private static async Task<List<Event>> ReadLogAsync(TestStore store, string prefix, long at, int limit)
    {
        var read = new List<Event>();
        EventStamp? next = null;
        for (var pages = 0; pages == 0 || next is not null; pages++)
        {
            Assert.True(pages < MaxPages, "pages do not end");
            var page = await store.Log.ReadLogAsync(new LogScan { Prefix = prefix, After = next, At = at, Limit = limit, IncludeValues = true }, Cancellation);
            Assert.InRange(page.Events.Count, 0, limit);
            read.AddRange(page.Events.Select(Restore));
            next = page.Next;
        }

        return read;
    }

    private static Event Restore(ScannedEvent scanned)
    {
        Assert.Equal(scanned.IsDeletion, scanned.Value is null);
        Assert.Equal(scanned.Size, scanned.Value.GetValueOrDefault().Length);
        return Event.Restore(scanned.Key, scanned.Value, scanned.Stamp.Timestamp, scanned.Stamp.Id, scanned.Origin, scanned.Parents);
    }
}
