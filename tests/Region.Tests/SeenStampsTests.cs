using Aevrion.Core.Events;
using Aevrion.Grains.Keys;

namespace Aevrion.Region.Tests;

/// <summary>What batches remember of their keys is never older than what is durable.</summary>
public sealed class SeenStampsTests
{
    private readonly SeenStamps _seen = new();

    [Fact]
    public void A_key_is_known_once_it_was_read_also_when_there_is_nothing_of_it()
    {
        var reading = _seen.Begin();
        Assert.False(_seen.TryFind("k", reading, out _));
        Assert.False(_seen.TryFind("none", reading, out _));
        _seen.Learn("k", reading, At(5));
        _seen.Learn("none", reading, null);
        Assert.True(_seen.TryFind("k", _seen.Begin(), out var latest));
        Assert.Equal(At(5), latest);
        Assert.True(_seen.TryFind("none", _seen.Begin(), out latest));
        Assert.Null(latest);
    }

    [Fact]
    public void A_commit_between_expecting_and_reading_stays()
    {
        var reading = _seen.Begin();
        _seen.TryFind("k", reading, out _);
        _seen.Observe(EventAt(9));
        _seen.Learn("k", reading, At(5));
        _seen.Observe(EventAt(7));
        Assert.True(_seen.TryFind("k", _seen.Begin(), out var latest));
        Assert.Equal(EventAt(9).Stamp, latest);
    }

    [Fact]
    public void What_was_forgotten_meanwhile_is_not_learned_though_another_reading_expects_it()
    {
        var early = _seen.Begin();
        _seen.TryFind("k", early, out _);
        _seen.Clear();
        var late = _seen.Begin();
        _seen.TryFind("k", late, out _);
        _seen.Learn("k", early, At(5));
        Assert.False(_seen.TryFind("k", late, out _));
        _seen.Learn("k", late, At(6));
        Assert.True(_seen.TryFind("k", _seen.Begin(), out var latest));
        Assert.Equal(At(6), latest);
        _seen.Forget("k");
        Assert.False(_seen.TryFind("k", _seen.Begin(), out _));
    }

    [Fact]
    public void A_commit_of_a_key_that_nobody_expects_makes_nothing_known()
    {
        _seen.Observe(EventAt(9));
        Assert.False(_seen.TryFind("k", _seen.Begin(), out _));
    }

    [Fact]
    public async Task Beside_commits_and_other_readings_it_is_never_lower_than_what_was_acknowledged_before()
    {
        var (durable, acknowledged) = (0L, 0L);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var committing = Task.Run(
            () =>
            {
                for (var at = 1L; at < 200_000; at++)
                {
                    Volatile.Write(ref durable, at);
                    _seen.Observe(EventAt(at));
                    Volatile.Write(ref acknowledged, at);
                }
            },
            stop.Token);
        var reading = Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                for (var i = 0; !committing.IsCompleted; i++)
                {
                    var before = Volatile.Read(ref acknowledged);
                    var ticket = _seen.Begin();
                    if (_seen.TryFind("k", ticket, out var latest))
                        Assert.True(before == 0 || latest?.Timestamp >= before, $"{latest} is known, {before} was acknowledged");
                    else
                        _seen.Learn("k", ticket, Volatile.Read(ref durable) is > 0 and var read ? EventAt(read).Stamp : null);
                    if (i % 5 == 0)
                        _seen.Clear();
                }
            },
            stop.Token));
        await Task.WhenAll([committing, .. reading]);
    }

    private static EventStamp At(long timestamp) => new(timestamp, default);

    private static Event EventAt(long timestamp) => Event.Create("k", null, timestamp, "eu");
}
