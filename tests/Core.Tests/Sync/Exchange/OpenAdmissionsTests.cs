using Aevrion.Core.Events;
using Aevrion.Core.Sync.Exchange;

namespace Aevrion.Core.Tests.Sync.Exchange;

public sealed class OpenAdmissionsTests
{
    private readonly List<TaskCompletionSource<int>> _begun = [];
    private readonly OpenAdmissions _admissions;

    public OpenAdmissionsTests() => _admissions = new OpenAdmissions(
        _ =>
        {
            _begun.Add(new TaskCompletionSource<int>());
            return _begun[^1].Task;
        },
        most: 2);

    private static IReadOnlyList<Event> Some { get; } = [Event.Create("key", new byte[] { 1 }, 1, "eu")];

    [Fact]
    public async Task No_more_than_the_most_are_under_way_and_the_oldest_makes_room()
    {
        Assert.Equal(0, await _admissions.BeginAsync(Some));
        Assert.Equal(0, await _admissions.BeginAsync(Some));
        var third = _admissions.BeginAsync(Some);
        Assert.Equal(2, _begun.Count);

        _begun[1].SetResult(10);
        Assert.False(third.IsCompleted);
        _begun[0].SetResult(1);
        Assert.Equal(11, await third);
        Assert.Equal(3, _begun.Count);
    }

    [Fact]
    public async Task The_end_waits_for_all_and_counts_what_was_not_counted_before()
    {
        await _admissions.BeginAsync(Some);
        _begun[0].SetResult(1);
        Assert.Equal(1, await _admissions.BeginAsync(Some));
        var end = _admissions.EndAsync();
        Assert.False(end.IsCompleted);
        _begun[1].SetResult(2);
        Assert.Equal(2, await end);
        Assert.Equal(0, await _admissions.EndAsync());
    }

    [Fact]
    public async Task A_failed_admission_fails_whoever_waits_for_it_next()
    {
        await _admissions.BeginAsync(Some);
        _begun[0].SetException(new InvalidDataException());
        await Assert.ThrowsAsync<InvalidDataException>(() => _admissions.BeginAsync(Some));
        Assert.Single(_begun);
    }

    [Fact]
    public async Task What_is_abandoned_is_waited_for_however_it_ends()
    {
        await _admissions.BeginAsync(Some);
        await _admissions.BeginAsync(Some);
        var abandoned = _admissions.AbandonAsync();
        _begun[0].SetException(new InvalidDataException());
        Assert.False(abandoned.IsCompleted);
        _begun[1].SetCanceled(TestContext.Current.CancellationToken);
        await abandoned;
        Assert.Equal(0, await _admissions.EndAsync());
    }
}
