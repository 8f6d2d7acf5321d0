using Aevrion.Core.Events;
using Aevrion.Storage.Appending;
using static Aevrion.Storage.Tests.Conformance.SampleEvents;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>What the writers of conditional events are told, whatever happens to their transaction.</summary>
public sealed class ConditionalAppendTests : AppenderTest
{
    [Fact]
    public async Task The_writer_learns_whether_its_condition_held()
    {
        await using var appender = Create();
        var first = Put("k", "1", Noon);
        Assert.True(await appender.AppendIfLatestAsync(first, seen: null));
        Assert.False(await appender.AppendIfLatestAsync(Put("k", "2", Noon + 1), seen: null));
        Assert.True(await appender.AppendIfLatestAsync(Put("k", "2", Noon + 2), first.Stamp));
        Assert.Equal(["k", "k"], Observer.Keys);
        Assert.Equal(0, appender.PendingEvents);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_though_another_write_came_after_it()
    {
        await using var appender = Create();
        Faults.FailAfter(Lost());
        Faults.MeanwhileAsync = arrivals => arrivals == 2
            ? Store.AppendAsync([Put("k", "of a peer", Noon + 5, "us")], default, Cancellation)
            : Task.CompletedTask;

        Assert.True(await appender.AppendIfLatestAsync(Put("k", "1", Noon), seen: null).WaitAsync(Deadline, Cancellation));

        var commit = Assert.Single(Assert.Single(Observer.Commits));
        Assert.True(commit.IsRepeated);
        Assert.Equal([false], commit.Added);
        Assert.Null(commit.Position);
    }

    [Fact]
    public async Task A_try_that_was_lost_before_it_began_leaves_the_condition_to_the_next()
    {
        await using var appender = Create();
        Faults.FailBefore(Lost());
        Faults.MeanwhileAsync = arrivals => arrivals == 2
            ? Store.AppendAsync([Put("k", "of a peer", Noon + 5, "us")], default, Cancellation)
            : Task.CompletedTask;
        Assert.False(await appender.AppendIfLatestAsync(Put("k", "1", Noon), seen: null).WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task When_the_store_stays_away_the_outcome_is_unknown()
    {
        await using var appender = Create(new AppenderOptions { Retries = 1 });
        Faults.FailAfter(Lost());
        Faults.FailBefore(null, Lost());
        await Assert.ThrowsAsync<StorageUnavailableException>(() => appender.AppendIfLatestAsync(Put("k", "1", Noon), seen: null));
        Assert.Equal(1, await Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Those_that_wait_together_are_committed_together_and_decided_one_by_one()
    {
        await using var appender = Create();
        await Store.CloseAsync(Noon, Cancellation);
        Faults.Hold();
        var first = appender.AppendIfLatestAsync(Put("first", "v", Noon), seen: null);
        await Faults.ArrivedAsync();
        var holds = appender.AppendIfLatestAsync(Put("a", "v", Noon), seen: null);
        var isBehind = appender.AppendIfLatestAsync(Put("first", "w", Noon + 1), seen: null);
        var isLate = appender.AppendIfLatestAsync(Put("b", "v", Noon - 1), seen: null);
        Faults.LetAllThrough();

        Assert.True(await first.WaitAsync(Deadline, Cancellation));
        Assert.True(await holds.WaitAsync(Deadline, Cancellation));
        Assert.False(await isBehind.WaitAsync(Deadline, Cancellation));
        Assert.Equal(Noon, (await Assert.ThrowsAsync<ClosedTimeException>(() => isLate.WaitAsync(Deadline, Cancellation))).FloorMs);
        Assert.Equal(["first", "a"], Observer.Keys);
        Assert.Equal(2, Observer.Commits.Count);
        Assert.Equal(0, appender.PendingEvents);
    }

    [Fact]
    public async Task Those_whose_answer_was_lost_together_are_told_of_as_repeated()
    {
        await using var appender = Create();
        Faults.Hold();
        var first = appender.AppendIfLatestAsync(Put("first", "v", Noon), seen: null);
        await Faults.ArrivedAsync();
        var lost = appender.AppendIfLatestAsync(Put("lost", "v", Noon), seen: null);
        var alsoLost = appender.AppendIfLatestAsync(Put("also lost", "v", Noon), seen: null);
        Faults.FailAfter(null, Lost());
        Faults.LetAllThrough();

        Assert.All(await Task.WhenAll(first, lost, alsoLost).WaitAsync(Deadline, Cancellation), Assert.True);
        Assert.NotNull(Assert.Single(Observer.Commits[0]).Position);
        Assert.Equal(2, Observer.Commits[1].Count);
        Assert.All(Observer.Commits[1], commit => Assert.True(commit.IsRepeated && commit.Position is null));
    }

    [Fact]
    public async Task They_do_not_wait_for_other_writes_nor_these_for_them()
    {
        await using var appender = Create();
        Faults.Hold();
        var own = appender.AppendAsync([Put("own", "v", Noon)], receivedFrom: null, AppendTerms.Own(Noon), Cancellation);
        await Faults.ArrivedAsync();
        var conditional = appender.AppendIfLatestAsync(Put("conditional", "v", Noon), seen: null);
        await Faults.ArrivedAsync();
        Faults.LetAllThrough();
        await own.WaitAsync(Deadline, Cancellation);
        Assert.True(await conditional.WaitAsync(Deadline, Cancellation));
    }

    [Fact]
    public async Task Of_a_group_of_own_writes_only_those_behind_a_conditional_one_are_refused()
    {
        await using var appender = Create();
        Assert.True(await appender.AppendIfLatestAsync(Put("k", "decided", Noon + 10), seen: null));
        Faults.Hold();
        var first = AppendOwnAsync(appender, Put("first", "v", Noon));
        await Faults.ArrivedAsync();
        Task[] others = [AppendOwnAsync(appender, Put("a", "v", Noon)), AppendOwnAsync(appender, Put("k", "late", Noon + 5)), AppendOwnAsync(appender, Put("b", "v", Noon))];
        Faults.LetAllThrough();

        await Task.WhenAll(first, others[0], others[2]).WaitAsync(Deadline, Cancellation);
        await Assert.ThrowsAsync<OvertakenException>(() => others[1].WaitAsync(Deadline, Cancellation));
        Assert.Equal(["k", "first", "a", "b"], Observer.Keys);
        Assert.Equal(0, appender.PendingEvents);
    }

    [Fact]
    public async Task An_own_write_that_was_committed_before_its_answer_was_lost_is_not_refused_afterwards()
    {
        await using var appender = Create();
        var seen = Put("k", "1", Noon);
        Faults.FailAfter(Lost());
        Faults.MeanwhileAsync = arrivals => arrivals == 2
            ? Store.AppendIfLatestAsync([new ConditionalAppend(Put("k", "decided", Noon + 10), seen.Stamp, Guid.NewGuid())], Cancellation)
            : Task.CompletedTask;
        await AppendOwnAsync(appender, seen).WaitAsync(Deadline, Cancellation);
        Assert.Equal(2, await Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task One_that_the_log_refuses_fails_alone()
    {
        await using var appender = new EventAppender(
            new RefusingLog(Store, "bad"), [Observer], new AppenderOptions(), TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<EventAppender>.Instance);
        Faults.Hold();
        var first = appender.AppendIfLatestAsync(Put("first", "v", Noon), seen: null);
        await Faults.ArrivedAsync();
        var good = appender.AppendIfLatestAsync(Put("good", "v", Noon), seen: null);
        var bad = appender.AppendIfLatestAsync(Put("bad", "v", Noon), seen: null);
        Faults.LetAllThrough();
        Assert.True(await first.WaitAsync(Deadline, Cancellation));
        Assert.True(await good.WaitAsync(Deadline, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => bad.WaitAsync(Deadline, Cancellation));
    }

    private static StorageUnavailableException Lost() => new("scripted");

    private static Task<IReadOnlyList<bool>> AppendOwnAsync(EventAppender appender, Event own) =>
        appender.AppendAsync([own], receivedFrom: null, AppendTerms.Own(own.Timestamp), Cancellation);
}
