using Aevrion.Silo.Http.Limits;

namespace Aevrion.Silo.Tests.Limits;

public sealed class WorkTurnsTests
{
    private static readonly TimeSpan Ever = TimeSpan.FromMinutes(5);

    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_waits_for_its_turn_in_the_order_of_arrival()
    {
        using var turns = new WorkTurns(atOnce: 1, waiting: 3, Ever);
        var began = new List<int>();
        var working = turns.RunAsync(() => _first.Task, "none", Cancellation).AsTask();
        var waiting = Enumerable.Range(0, 3).Select(number => turns.RunAsync(() => NoteAsync(began, number), "none", Cancellation).AsTask()).ToList();
        Assert.Empty(began);
        _first.SetResult("done");
        Assert.Equal("done", await working);
        Assert.All(await Task.WhenAll(waiting), answer => Assert.Equal("noted", answer));
        Assert.Equal([0, 1, 2], began);
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_at_once_and_welcome_afterwards()
    {
        using var turns = new WorkTurns(atOnce: 1, waiting: 1, Ever);
        var working = turns.RunAsync(() => _first.Task, "none", Cancellation).AsTask();
        Assert.False(turns.IsFull);
        var waiting = turns.RunAsync(() => Task.FromResult("second"), "none", Cancellation).AsTask();
        Assert.True(turns.IsFull);
        var refused = turns.RunAsync(() => Task.FromResult("third"), "none", Cancellation);
        Assert.True(refused.IsCompleted);
        Assert.Equal("none", await refused);
        _first.SetResult("first");
        Assert.Equal(["first", "second"], await Task.WhenAll(working, waiting));
        Assert.False(turns.IsFull);
        Assert.Equal("fourth", await turns.RunAsync(() => Task.FromResult("fourth"), "none", Cancellation));
    }

    [Fact]
    public async Task What_waits_too_long_is_not_begun()
    {
        using var turns = new WorkTurns(atOnce: 1, waiting: 1, TimeSpan.FromMilliseconds(20));
        var working = turns.RunAsync(() => _first.Task, "none", Cancellation).AsTask();
        Assert.Equal("none", await turns.RunAsync(() => throw new InvalidOperationException("It was begun."), "none", Cancellation));
        _first.SetResult("first");
        Assert.Equal("first", await working);
        Assert.Equal("second", await turns.RunAsync(() => Task.FromResult("second"), "none", Cancellation));
    }

    [Fact]
    public async Task Work_that_fails_or_whose_client_is_gone_gives_its_turn_back()
    {
        using var turns = new WorkTurns(atOnce: 1, waiting: 1, Ever);
        await Assert.ThrowsAsync<InvalidDataException>(() => turns.RunAsync<string>(() => throw new InvalidDataException(), "none", Cancellation).AsTask());
        var working = turns.RunAsync(() => _first.Task, "none", Cancellation).AsTask();
        using var gone = new CancellationTokenSource();
        var waiting = turns.RunAsync(() => Task.FromResult("second"), "none", gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(turns.IsFull);
        _first.SetResult("first");
        await working;
        Assert.Equal("third", await turns.RunAsync(() => Task.FromResult("third"), "none", Cancellation));
    }

    private static Task<string> NoteAsync(List<int> began, int number)
    {
        began.Add(number);
        return Task.FromResult("noted");
    }
}
