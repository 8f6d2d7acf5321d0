namespace Aevrion.Grains.Peers;

/// <summary>Calls back when a time has come that may be set anew at any moment; too early rather than too late.</summary>
internal sealed class Deadline : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _armedForMs = long.MaxValue;

    /// <param name="time">Tells the time.</param>
    /// <param name="reached">Called when the time has come; it never throws.</param>
    public Deadline(TimeProvider time, Action reached)
    {
        _time = time;
        _timer = time.CreateTimer(
            _ =>
            {
                Interlocked.Exchange(ref _armedForMs, long.MaxValue);
                reached();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
    }

    /// <summary>Sees to it that the call comes at this time, on the monotonic clock, or before; null for no particular time.</summary>
    public void Set(long? deadlineMs)
    {
        // A later time than what is armed needs nothing: the early call asks for it again.
        if (deadlineMs is not { } deadline || deadline >= Interlocked.Read(ref _armedForMs))
            return;
        Interlocked.Exchange(ref _armedForMs, deadline);
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, deadline - _time.MonotonicMs())), Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
