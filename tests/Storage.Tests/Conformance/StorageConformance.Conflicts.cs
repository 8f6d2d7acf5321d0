using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Conflicts;
using FsCheck;
using FsCheck.Fluent;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task The_list_of_conflicts_is_that_of_the_events_in_any_order_of_arrival()
    {
        var property = Prop.ForAll(ConcurrentHistories.Arrivals.ToArbitrary(), async batches =>
        {
            var store = await OpenAsync(SmallShape);
            var recent = new RecentCommits();
            var follower = Follower(store, recent);
            var arrived = new List<Event>();
            foreach (var (i, batch) in batches.Index())
            {
                var receipt = await store.Log.AppendAsync(batch, default, Cancellation);
                if (i % 2 == 0)
                    recent.Note([new CommittedAppend(batch, receipt.Added, ReceivedFrom: null) { Position = receipt.Position }], _ => false);
                arrived.AddRange(batch);
                if (i % 3 == 0)
                    await follower.FollowAsync(Cancellation);
                if (i % 7 == 6)
                    follower = Follower(store, recent); // the one before was lost
                if (i % 3 == 0)
                    Assert.Equal(ConflictModel.Of(arrived), await ListAsync(store));
            }

            await follower.FollowAsync(Cancellation);
            Assert.Equal(ConflictModel.Of(arrived), await ListAsync(store));
            Assert.True((await store.Conflicts.CompareAsync("", null, mends: false, Cancellation)).IsRight);
        });
        await Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(Arrivals).WithEndSize(60), property), Cancellation);
    }

    [Fact]
    public async Task A_version_that_comes_late_below_many_is_placed_among_them()
    {
        var store = await OpenAsync(SmallShape);
        var follower = Follower(store, new RecentCommits());
        var chain = Chain("k", 2_500, first: Noon + 10);
        await AppendAsync(store, chain);
        await follower.FollowAsync(Cancellation);
        var late = Put("k", "late", Noon + 20);
        var named = Put("k", "named", Noon + 5, "eu");
        await AppendAsync(store, late, Put("k", "descends", Noon + 3_000, "us", chain[^1].Id, named.Id));
        await follower.FollowAsync(Cancellation);
        await AppendAsync(store, named);
        await follower.FollowAsync(Cancellation);

        Assert.Equal([late.Stamp], (await ReadPageAsync(store)).Select(entry => entry.Loser.Stamp));
    }

    [Fact]
    public async Task A_page_has_both_sides_and_ends_where_it_is_asked_to()
    {
        var store = await OpenAsync(SmallShape);
        Event[] events =
        [
            Put("p/1", "won", Noon + 9), Put("p/1", "lost", Noon + 1, "us"), Delete("p/1", Noon + 5, "ap"),
            Put("p/2", "lost to a deletion", Noon + 1), Delete("p/2", Noon + 2, "us"),
            Put("p", "x", Noon), Put("p", "y", Noon + 1), Put("q", "x", Noon), Put("q", "y", Noon + 1), Put("fine", "x", Noon),
        ];
        await AppendAsync(store, events);
        await Follower(store, new RecentCommits()).FollowAsync(Cancellation);

        Assert.Equal(ConflictModel.Of(events), await ListAsync(store));
        var all = await ReadPageAsync(store, new ConflictQuery("p/", null, 10, IncludeValues: true, long.MaxValue));
        Assert.Equal(["p/1", "p/1", "p/2"], all.Select(entry => entry.Key));
        Assert.Equal(("eu", 3, false), (all[0].Winner.Origin, all[0].Winner.Size, all[0].Winner.IsDeletion));
        Assert.Equal("won"u8, all[0].Winner.Value!.Value.Span);
        Assert.Equal(("ap", true, default(ReadOnlyMemory<byte>?)), (all[0].Loser.Origin, all[0].Loser.IsDeletion, all[0].Loser.Value));
        Assert.Equal("lost"u8, all[1].Loser.Value!.Value.Span);
        Assert.Equal((true, "lost to a deletion".Length), (all[2].Winner.IsDeletion, all[2].Loser.Size));

        var first = await ReadPageAsync(store, new ConflictQuery("p/", null, 2, IncludeValues: false, long.MaxValue));
        Assert.Equal([all[0].Loser.Stamp, all[1].Loser.Stamp], first.Select(entry => entry.Loser.Stamp));
        Assert.All(first, entry => Assert.Null(entry.Winner.Value));
        var rest = await ReadPageAsync(store, new ConflictQuery("p/", new ConflictRow(first[^1].Key, first[^1].Loser.Stamp), 2, false, long.MaxValue));
        Assert.Equal([all[2].Loser.Stamp], rest.Select(entry => entry.Loser.Stamp));
        Assert.Single(await ReadPageAsync(store, new ConflictQuery("p/", null, 10, IncludeValues: true, MaxBytes: 2)));
        Assert.Empty(await ReadPageAsync(store, new ConflictQuery("nobody", null, 10, false, long.MaxValue)));
    }

    [Fact]
    public async Task Of_two_followers_the_slower_one_begins_where_the_other_is()
    {
        var store = await OpenAsync(SmallShape);
        var (one, other) = (Follower(store, new RecentCommits()), Follower(store, new RecentCommits()));
        var events = new List<Event>();
        for (var i = 0; i < 12; i++)
        {
            Event[] batch = [Put($"{i % 4}", $"{i}", Noon + i), Put($"{i % 3}", $"again {i}", Noon + i)];
            await AppendAsync(store, batch);
            events.AddRange(batch);
            await (i % 2 == 0 ? one : other).FollowAsync(Cancellation);
            Assert.Equal(ConflictModel.Of(events), await ListAsync(store));
        }

        var position = await store.Conflicts.ReadPositionAsync(Cancellation);
        Assert.False(await store.Conflicts.ApplyAsync(position - 1, position + 1, new ConflictChanges([new("x", events[0].Stamp)], []), Cancellation));
        Assert.Equal(ConflictModel.Of(events), await ListAsync(store));
    }

    [Fact]
    public async Task Commits_that_were_trimmed_before_they_were_followed_have_the_list_made_anew()
    {
        var store = await OpenAsync(SmallShape);
        var rebuilt = new List<long>();
        var follower = Follower(store, new RecentCommits());
        follower.Rebuilt = rebuilt.Add;
        Event[] events = [Put("a", "1", Noon), Put("a", "2", Noon + 1), Put("b", "1", Noon), .. Chain("c", 5, Noon)];
        foreach (var item in events)
            await AppendAsync(store, item);
        while (await store.Commits.TrimAsync(TimeSpan.Zero, maxBytes: 0, Cancellation) > 0)
            continue;
        await follower.FollowAsync(Cancellation);
        Assert.Equal([1], rebuilt);
        Assert.Equal(ConflictModel.Of(events), await ListAsync(store));

        await AppendAsync(store, Put("b", "2", Noon + 1));
        await follower.FollowAsync(Cancellation);
        Assert.Equal([1], rebuilt);
        Assert.Equal(2, (await ListAsync(store)).Count);
    }

    [Fact]
    public async Task A_rebuild_mends_what_is_missing_and_what_is_extra_and_a_comparison_tells()
    {
        var store = await OpenAsync(SmallShape);
        Event[] events = [Put("a", "1", Noon), Put("a", "2", Noon + 1), .. Chain("b", 30, Noon), Put("c", "1", Noon), Put("c", "2", Noon + 1)];
        await AppendAsync(store, events);
        var follower = Follower(store, new RecentCommits());
        await follower.FollowAsync(Cancellation);
        var right = await ListAsync(store);
        var position = await store.Conflicts.ReadPositionAsync(Cancellation);
        var (lost, extra) = (new ConflictRow("c", events[^2].Stamp), new ConflictRow("b", events[9].Stamp));
        var ghost = new ConflictRow("z", new EventStamp(Noon, events[0].Id));
        Assert.True(await store.Conflicts.ApplyAsync(position, position, new ConflictChanges([extra, ghost], [lost]), Cancellation));

        var compared = new List<ConflictComparison>();
        await foreach (var range in new ConflictVerification(store.Conflicts, follower.FollowAsync).RunAsync(Cancellation))
            compared.Add(range);
        Assert.Equal([lost], compared.SelectMany(range => range.Missing));
        Assert.Equal([extra, ghost], compared.SelectMany(range => range.Extra).OrderBy(row => row.Key));
        Assert.Equal(events.Length, compared.Sum(range => range.Versions));

        var visited = 0L;
        Assert.Equal(3, await new ConflictRebuild(store.Conflicts).RunAsync(versions => visited += versions, Cancellation));
        Assert.Equal(events.Length, visited);
        Assert.Equal(right, await ListAsync(store));
        Assert.Equal(0, await new ConflictRebuild(store.Conflicts).RunAsync(_ => { }, Cancellation));
    }

    [Fact]
    public async Task What_only_waits_for_the_follower_is_no_difference()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, Put("a", "1", Noon), Put("a", "2", Noon + 1));
        var follower = Follower(store, new RecentCommits());
        await foreach (var range in new ConflictVerification(store.Conflicts, follower.FollowAsync).RunAsync(Cancellation))
            Assert.True(range.IsRight);
    }

    [Fact]
    public async Task Ranges_of_keys_cover_all_of_them_whatever_their_size()
    {
        var store = await OpenAsync(SmallShape);
        await AppendAsync(store, [.. Chain("heavy", 40, Noon), .. Series(25, stepMs: 3), Put("😀", "v", Noon), Put("é", "v", Noon)]);
        var ends = new List<string>();
        for (var after = ""; await store.Conflicts.FindRangeEndAsync(after, 10, Cancellation) is { } end; after = end)
            ends.Add(end);
        Assert.Equal(["heavy", "series/000009", "series/000019", "😀"], ends);
    }

    [Fact]
    public async Task An_event_that_comes_again_has_the_parents_of_both()
    {
        var store = await OpenAsync(SmallShape);
        var (one, other) = (Put("k", "one", Noon), Put("k", "other", Noon + 1));
        var made = Event.Create("k", null, Noon + 2, "eu", [one.Id]);
        await AppendAsync(store, one, other, made);
        var follower = Follower(store, new RecentCommits());
        await follower.FollowAsync(Cancellation);
        Assert.Equal([other.Stamp], (await ReadPageAsync(store)).Select(entry => entry.Loser.Stamp));

        Assert.Empty(await store.Conflicts.AddParentsAsync([new KeyLineage("k", made.Stamp, [one.Id])], Cancellation));
        Assert.Empty(await store.Conflicts.AddParentsAsync([new KeyLineage("k", new EventStamp(1, one.Id), [other.Id])], Cancellation));
        var changed = Assert.Single(await store.Conflicts.AddParentsAsync([new KeyLineage("k", made.Stamp, [other.Id, one.Id])], Cancellation));
        Assert.Equal([one.Id, other.Id], changed.Parents);
        Assert.Empty(await ReadPageAsync(store));
        Assert.Empty(await store.Conflicts.AddParentsAsync([new KeyLineage("k", made.Stamp, [other.Id])], Cancellation));
        Assert.True((await store.Conflicts.CompareAsync("", null, mends: false, Cancellation)).IsRight);

        // What a follower worked out before is not entered any more.
        var position = await store.Conflicts.ReadPositionAsync(Cancellation);
        Assert.True(await store.Conflicts.ApplyAsync(position, position, new ConflictChanges([new("k", other.Stamp)], []), Cancellation));
        Assert.Empty(await ReadPageAsync(store));

        await AppendAsync(store, Put("k", "late", Noon + 1, "ap"));
        await follower.FollowAsync(Cancellation);
        Assert.Single(await ReadPageAsync(store));
        await store.Conflicts.AddParentsAsync([new KeyLineage("k", made.Stamp, SeenVersions.OfImport)], Cancellation);
        Assert.Empty(await ReadPageAsync(store));
        Assert.True((await store.Conflicts.CompareAsync("", null, mends: false, Cancellation)).IsRight);
    }

    [Fact]
    public async Task The_versions_that_lost_before_a_time_are_told_the_newest_first()
    {
        var store = await OpenAsync(SmallShape);
        Event[] events = [.. Enumerable.Range(0, 6).Select(i => Put($"k{i % 2}", $"{i}", Noon + i))];
        await AppendAsync(store, events);
        Assert.Empty(await LosersAsync(Noon + 10, 10));
        await Follower(store, new RecentCommits()).FollowAsync(Cancellation);

        Assert.Equal(events[..4].Select(item => item.Stamp), await LosersAsync(Noon + 10, 10));
        Assert.Equal(events[..3].Select(item => item.Stamp), await LosersAsync(Noon + 3, 10));
        Assert.Equal(events[2..4].Select(item => item.Stamp), await LosersAsync(Noon + 10, 2));

        async Task<IEnumerable<EventStamp>> LosersAsync(long beforeMs, int most) =>
            (await store.Conflicts.ReadNewestLosersAsync(beforeMs, most, Cancellation)).Order();
    }

    [Fact]
    public async Task The_oldest_version_that_names_another_is_found_by_either_of_its_parents()
    {
        var store = await OpenAsync(SmallShape);
        var (one, two, unnamed) = (Put("k", "one", Noon), Put("k", "two", Noon + 1), Put("k", "unnamed", Noon + 9));
        var child = Event.Create("k", null, Noon + 2, "eu", [unnamed.Id, one.Id]);
        var later = Event.Create("k", null, Noon + 3, "eu", [one.Id, two.Id]);
        var stranger = Event.Create("other", null, Noon + 1, "eu", [one.Id, two.Id]);
        var (alone, import) = (Put("i", "alone", Noon), Event.Create("i", null, Noon + 7, "eu", SeenVersions.OfImport));
        await AppendAsync(store, one, two, child, later, stranger, unnamed, alone, import);

        Assert.Equal(child.Stamp, await FindAsync(one.Stamp));
        Assert.Equal(later.Stamp, await FindAsync(two.Stamp));
        Assert.Null(await FindAsync(two.Stamp, Noon + 3));
        Assert.Equal(later.Stamp, await FindAsync(two.Stamp, Noon + 4));
        Assert.Null(await FindAsync(unnamed.Stamp));
        Assert.Null(await FindAsync(later.Stamp));
        Assert.Null(await FindAsync(new EventStamp(Noon, unnamed.Id)));
        Assert.Equal(import.Stamp, await FindAsync(alone.Stamp));

        await store.Conflicts.AddParentsAsync([new KeyLineage("k", child.Stamp, [two.Id])], Cancellation);
        Assert.Equal(child.Stamp, await FindAsync(two.Stamp));
        var found = Assert.Single(await store.Log.ReadEventsAsync([child.Stamp], 1, Cancellation));
        Assert.Equal([unnamed.Id, one.Id, two.Id], found.Parents);

        Task<EventStamp?> FindAsync(EventStamp version, long beforeMs = Noon + 60) =>
            store.Conflicts.FindDescendantAsync(version, beforeMs, Cancellation);
    }

    private static ConflictFollower Follower(TestStore store, RecentCommits recent) =>
        new(store.Commits, store.Conflicts, recent, TimeProvider.System);

    /// <summary>Versions each of which had seen the one before.</summary>
    private static Event[] Chain(string key, int count, long first)
    {
        var chain = new Event[count];
        for (var i = 0; i < count; i++)
            chain[i] = Put(key, $"{i}", first + i, "eu", i == 0 ? [] : [chain[i - 1].Id]);
        return chain;
    }

    private static Task<IReadOnlyList<ConflictEntry>> ReadPageAsync(TestStore store, ConflictQuery? query = null) =>
        store.Conflicts.ListAsync(query ?? new ConflictQuery("", null, StorageLimits.MaxPage, IncludeValues: false, long.MaxValue), Cancellation);

    private static async Task<List<string>> ListAsync(TestStore store) =>
        [.. (await ReadPageAsync(store)).Select(ConflictModel.Describe)];
}
