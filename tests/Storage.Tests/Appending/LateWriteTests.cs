using Aevrion.Storage.Appending;
using Aevrion.Storage.Tests.Conformance;

namespace Aevrion.Storage.Tests.Appending;

/// <summary>Requests whose own events come after their time was closed.</summary>
public sealed class LateWriteTests : AppenderTest
{
    private const long FloorMs = SampleEvents.Noon;

    [Fact]
    public async Task Only_the_late_requests_of_a_group_fail_and_the_others_keep_their_order()
    {
        await using var appender = Create();
        Faults.Hold();
        var held = AppendOwnAsync(appender, "held", FloorMs);
        await Faults.ArrivedAsync();
        Task<IReadOnlyList<bool>>[] tasks =
        [
            AppendOwnAsync(appender, "a", FloorMs),
            AppendOwnAsync(appender, "late", FloorMs - 1),
            appender.AppendAsync([SampleEvents.Put("import", "v", 1)], receivedFrom: null, Cancellation),
            appender.AppendAsync(
                [SampleEvents.Put("old", "v", 1), SampleEvents.Put("late too", "v", FloorMs - 1)], receivedFrom: null, new AppendTerms(FloorMs - 1, AreNew: false), Cancellation),
            appender.AppendAsync([SampleEvents.Put("import too", "v", 1)], receivedFrom: null, Cancellation),
            AppendOwnAsync(appender, "b", FloorMs + 1),
        ];
        await Store.CloseAsync(FloorMs, Cancellation);
        Faults.LetAllThrough();

        Assert.Equal([true], await held.WaitAsync(Deadline, Cancellation));
        var refusal = await Assert.ThrowsAsync<ClosedTimeException>(() => tasks[1].WaitAsync(Deadline, Cancellation));
        Assert.Equal(FloorMs, refusal.FloorMs);
        await Assert.ThrowsAsync<ClosedTimeException>(() => tasks[3].WaitAsync(Deadline, Cancellation));
        foreach (var inTime in new[] { tasks[0], tasks[2], tasks[4], tasks[5] })
            Assert.Equal([true], await inTime.WaitAsync(Deadline, Cancellation));
        Assert.Equal(["held", "a", "import", "import too", "b"], Observer.Keys);
        Assert.Equal([1, 4], Observer.Commits.Select(commit => commit.Count));
        Assert.Equal(0, appender.PendingEvents);
    }

    [Fact]
    public async Task A_write_that_was_committed_unheard_before_its_time_was_closed_stands()
    {
        await using var appender = Create();
        Faults.FailAfter(new StorageUnavailableException("scripted"));
        CloseBeforeSecondTry();

        await AppendOwnAsync(appender, "k", FloorMs - 1).WaitAsync(Deadline, Cancellation);

        Assert.True(Assert.Single(Assert.Single(Observer.Commits)).IsRepeated);
        Assert.Equal(1, await Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_write_that_was_lost_before_its_time_was_closed_is_refused()
    {
        await using var appender = Create();
        Faults.FailBefore(new StorageUnavailableException("scripted"));
        CloseBeforeSecondTry();

        await Assert.ThrowsAsync<ClosedTimeException>(() => AppendOwnAsync(appender, "k", FloorMs - 1).WaitAsync(Deadline, Cancellation));

        Assert.Empty(Observer.Commits);
        Assert.Equal(0, await Store.CountAsync(Cancellation));
    }

    [Fact]
    public async Task What_was_committed_unheard_beside_a_late_write_is_told_as_repeated()
    {
        await using var appender = Create();
        Faults.Hold();
        var held = AppendOwnAsync(appender, "held", FloorMs);
        await Faults.ArrivedAsync();
        Task[] tasks = [AppendOwnAsync(appender, "late", FloorMs - 1), AppendOwnAsync(appender, "in time", FloorMs)];
        Faults.FailAfter(null, new StorageUnavailableException("scripted"));
        Faults.OnArrival = number => CloseAt(number, 3);
        Faults.LetAllThrough();
        await Task.WhenAll([held, .. tasks]).WaitAsync(Deadline, Cancellation);

        Assert.Equal(["held", "late", "in time"], Observer.Keys);
        Assert.All(Observer.Commits.Skip(1), commit => Assert.True(Assert.Single(commit).IsRepeated));
    }

    private void CloseBeforeSecondTry() => Faults.OnArrival = number => CloseAt(number, 2);

    private void CloseAt(int number, int chosen)
    {
        if (number == chosen)
            Assert.True(Store.CloseAsync(FloorMs, Cancellation).IsCompletedSuccessfully);
    }

    private static Task<IReadOnlyList<bool>> AppendOwnAsync(EventAppender appender, string key, long timestamp) =>
        appender.AppendAsync([SampleEvents.Put(key, "v", timestamp)], receivedFrom: null, AppendTerms.Own(timestamp), Cancellation);
}
