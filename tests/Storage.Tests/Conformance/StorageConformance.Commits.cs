using Aevrion.Core.Events;
using Aevrion.Storage.Commits;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Conformance;

public abstract partial class StorageConformance
{
    private const int ManyEvents = 1_000_000;

    [Fact]
    public async Task Appends_enter_the_commit_log_in_their_order_with_the_events_that_were_new()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(3_000, stepMs: 7);
        var positions = new List<long>
        {
            await CommitAsync(store, AppendTerms.Own(Noon), events[1]),
            await CommitAsync(store, default, events[2], events[0], events[1]),
            await CommitAsync(store, AppendTerms.Own(Noon), [.. events[3..1500].Reverse()]),
            await CommitAsync(store, default, [.. events[1400..].Reverse()]),
        };

        var page = await store.Commits.ReadCommitsAsync(0, 100, ManyEvents, Cancellation);

        Assert.False(page.IsTrimmed);
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(positions, page.Commits.Select(commit => commit.Position));
        Assert.Equal(
            [Stamps(events[1]), Stamps(events[0], events[2]), Stamps(events[3..1500]), Stamps(events[1500..])],
            page.Commits.Select(commit => commit.Stamps));
        Assert.Equal(positions[^1], await store.Commits.ReadNewestPositionAsync(Cancellation));
    }

    [Fact]
    public async Task What_adds_nothing_leaves_no_row()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(1_200, stepMs: 7);
        Assert.Equal(0, await store.Commits.ReadNewestPositionAsync(Cancellation));
        Assert.Empty((await store.Commits.ReadCommitsAsync(0, 1, 1, Cancellation)).Commits);
        var position = await CommitAsync(store, default, events);
        await store.Log.CloseAsync(Noon + 1, Cancellation);

        Assert.Null((await store.Log.AppendAsync(events, default, Cancellation)).Position);
        Assert.Null((await store.Log.AppendAsync(events, new AppendTerms(EarliestOwn: null, AreNew: true), Cancellation)).Position);
        Assert.Null((await store.Log.AppendAsync([events[0]], new AppendTerms(EarliestOwn: null, AreNew: true), Cancellation)).Position);
        Assert.Null((await store.Log.AppendAsync([], default, Cancellation)).Position);
        await Assert.ThrowsAsync<ClosedTimeException>(() => store.Log.AppendAsync([Put("late", "v", Noon)], AppendTerms.Own(Noon), Cancellation));

        Assert.Equal(position, await store.Commits.ReadNewestPositionAsync(Cancellation));
        Assert.Single((await store.Commits.ReadCommitsAsync(0, 100, ManyEvents, Cancellation)).Commits);
    }

    [Fact]
    public async Task Pages_of_commits_are_bounded_and_follow_one_another_without_a_gap()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(60, stepMs: 7);
        for (var first = 0; first < events.Length; first += 3)
            await AppendAsync(store, events[first..(first + 3)]);

        var three = (await store.Commits.ReadCommitsAsync(0, 3, ManyEvents, Cancellation)).Commits;
        Assert.Equal([3, 3, 3], three.Select(commit => commit.Stamps.Count));
        var oneKnown = await store.Commits.ReadCommitsAsync(0, 3, ManyEvents, known: [three[1].Position, long.MaxValue], Cancellation);
        Assert.Equal([3, 0, 3], oneKnown.Commits.Select(commit => commit.Stamps.Count));
        Assert.Single((await store.Commits.ReadCommitsAsync(0, 20, 1, Cancellation)).Commits);
        Assert.Equal(2, (await store.Commits.ReadCommitsAsync(0, 20, 3, Cancellation)).Commits.Count);
        Assert.Equal(Stamps(events), (await ReadAllAsync(store, maxCommits: 7, maxEvents: 10)).SelectMany(commit => commit.Stamps));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.Commits.ReadCommitsAsync(-1, 1, 1, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => store.Commits.ReadCommitsAsync(0, CommitLogLimits.MaxPageCommits + 1, 1, Cancellation));
    }

    [Fact]
    public async Task A_commit_is_found_by_its_time_and_by_each_of_its_events()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(40, stepMs: 7);
        for (var first = 0; first < events.Length; first += 4)
        {
            await AppendAsync(store, events[first..(first + 4)]);
            await Task.Delay(first % 8 == 0 ? 2 : 0, Cancellation); // commits of the same time, and of different ones
        }

        var commits = await ReadAllAsync(store);
        foreach (var commit in commits)
        {
            foreach (var fromMs in new[] { commit.AtMs, commit.AtMs + 1 })
            {
                var behind = await store.Commits.FindTimeAsync(fromMs, Cancellation);
                Assert.Equal(
                    commits.Where(later => later.AtMs >= fromMs).Select(later => later.Position),
                    commits.Where(later => later.Position > behind).Select(later => later.Position));
            }

            for (var i = 0; i < commit.Stamps.Count; i++)
                Assert.Equal(new CommitPlace(commit.Position, i), await store.Commits.FindEventAsync(commit.Stamps[i].Id, Cancellation));
        }

        Assert.Equal(0, await store.Commits.FindTimeAsync(0, Cancellation));
        Assert.Equal(commits[^1].Position, await store.Commits.FindTimeAsync(long.MaxValue, Cancellation));
        Assert.Null(await store.Commits.FindEventAsync(Put("other", "v", 1).Id, Cancellation));
    }

    [Fact]
    public async Task What_was_trimmed_is_said_to_be_and_the_newest_commit_stays()
    {
        var store = await OpenAsync(SmallShape);
        var events = Series(30, stepMs: 7);
        foreach (var item in events)
            await AppendAsync(store, item);
        var commits = await ReadAllAsync(store);
        Assert.Equal(0, await store.Commits.TrimAsync(TimeSpan.FromHours(1), ManyEvents, Cancellation));

        const int Kept = 10;
        var bytes = (CommitLogLimits.CommitBytes + CommitLogLimits.StampBytes) * Kept;
        Assert.Equal(events.Length - Kept, await store.Commits.TrimAsync(TimeSpan.FromHours(1), bytes, Cancellation));

        var last = commits[^(Kept + 1)];
        Assert.True((await store.Commits.ReadCommitsAsync(0, 100, ManyEvents, Cancellation)).IsTrimmed);
        Assert.True((await store.Commits.ReadCommitsAsync(last.Position - 1, 100, ManyEvents, Cancellation)).IsTrimmed);
        var rest = await store.Commits.ReadCommitsAsync(last.Position, 100, ManyEvents, Cancellation);
        Assert.False(rest.IsTrimmed);
        Assert.Equal(commits.TakeLast(Kept).Select(commit => commit.Position), rest.Commits.Select(commit => commit.Position));
        Assert.Null(await store.Commits.FindTimeAsync(last.AtMs, Cancellation));
        Assert.Null(await store.Commits.FindEventAsync(last.Stamps[0].Id, Cancellation));
        Assert.NotNull(await store.Commits.FindEventAsync(rest.Commits[0].Stamps[0].Id, Cancellation));

        Assert.Equal(Kept - 1, await store.Commits.TrimAsync(TimeSpan.Zero, 0, Cancellation));
        Assert.Equal(0, await store.Commits.TrimAsync(TimeSpan.Zero, 0, Cancellation));
        Assert.Equal(commits[^1].Position, await store.Commits.ReadNewestPositionAsync(Cancellation));
        await AppendAsync(store, Put("next", "v", Noon));
        Assert.True(await store.Commits.ReadNewestPositionAsync(Cancellation) > commits[^1].Position);
        Assert.Equal(2, (await ReadAllAsync(store, commits[^2].Position)).Count);
    }

    [Fact]
    public async Task Old_commits_are_trimmed_and_younger_ones_are_not()
    {
        var store = await OpenAsync(SmallShape);
        foreach (var item in Series(5, stepMs: 7))
            await AppendAsync(store, item);
        var fifthMs = (await ReadAllAsync(store))[^1].AtMs;
        await store.Log.AppendAsync(Series(1, stepMs: 1, "later"), Cancellation);

        while (await store.Commits.FindTimeAsync(fifthMs, Cancellation) is not null)
        {
            await Task.Delay(5, Cancellation);
            await store.Commits.TrimAsync(TimeSpan.FromMilliseconds(50), long.MaxValue / 2, Cancellation);
        }

        await store.Log.AppendAsync(Series(1, stepMs: 1, "latest"), Cancellation);
        Assert.Equal(0, await store.Commits.TrimAsync(TimeSpan.FromHours(1), long.MaxValue / 2, Cancellation));
    }

    [Fact]
    public async Task A_follower_misses_nothing_and_sees_nothing_twice_while_appenders_race()
    {
        var store = await OpenAsync(SmallShape);
        var writing = Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(
            async () =>
            {
                var random = new Random(writer);
                var known = Series(50, stepMs: 3, "shared");
                for (var i = 0; i < Arrivals; i++)
                {
                    var size = random.Next(1, 6);
                    var own = Series(size, stepMs: 5, $"{writer}/{i}");
                    var isNew = random.Next(2) == 0;
                    await store.Log.AppendAsync(
                        isNew ? own : [.. own, known[random.Next(known.Length)]], new AppendTerms(EarliestOwn: null, isNew), Cancellation);
                }
            },
            Cancellation)));
        var followed = new List<Commit>();
        while (!writing.IsCompleted || followed.Count == 0 || followed[^1].Position < await store.Commits.ReadNewestPositionAsync(Cancellation))
            followed.AddRange(await ReadAllAsync(store, followed.Count == 0 ? 0 : followed[^1].Position, maxCommits: 5));
        await writing;

        var all = await ReadAllAsync(store);
        Assert.Equal(all.Select(commit => commit.Position), followed.Select(commit => commit.Position));
        Assert.Equal(all.Select(commit => commit.AtMs).Order(), followed.Select(commit => commit.AtMs));
        var stamps = followed.SelectMany(commit => commit.Stamps).ToList();
        Assert.Equal(await store.Log.CountAsync(Cancellation), stamps.Distinct().Count());
        Assert.Equal(stamps.Count, stamps.Distinct().Count());
    }

    private static EventStamp[] Stamps(params Event[] events) => [.. events.Select(item => item.Stamp).Order()];

    private static async Task<long> CommitAsync(TestStore store, AppendTerms terms, params Event[] events) =>
        (await store.Log.AppendAsync(events, terms, Cancellation)).Position!.Value;

    private static async Task<List<Commit>> ReadAllAsync(TestStore store, long after = 0, int maxCommits = 100, int maxEvents = ManyEvents)
    {
        var commits = new List<Commit>();
        while (true)
        {
            var page = await store.Commits.ReadCommitsAsync(after, maxCommits, maxEvents, Cancellation);
            Assert.False(page.IsTrimmed);
            if (page.Commits.Count == 0)
                return commits;
            commits.AddRange(page.Commits);
            after = commits[^1].Position;
        }
    }
}
