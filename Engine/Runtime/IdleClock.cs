namespace Aevrion.Engine.Runtime;

/// <summary>
/// How long an activation has been idle, in steps of the collection quantum: use only sets a flag, and each look at the clock turns the
/// flag into a time. So a hot call reads no clock, and an activation lives up to one quantum longer than its age limit.
/// </summary>
/// <remarks>A part of its activation, not an object of its own.</remarks>
internal struct IdleClock
{
    private volatile bool _unused;
    private long _idleSinceTicks;
    private long _keepUntilTicks;

    public void Touch()
    {
        if (_unused)
            _unused = false;
    }

    /// <summary>Zero or less takes an earlier delay back.</summary>
    public void Delay(TimeSpan delay, DateTimeOffset now)
    {
        var until =
            delay == TimeSpan.MaxValue || delay == Timeout.InfiniteTimeSpan ? long.MaxValue :
            delay <= TimeSpan.Zero ? 0 :
            now.UtcTicks + Math.Min(delay.Ticks, DateTime.MaxValue.Ticks - now.UtcTicks);
        Volatile.Write(ref _keepUntilTicks, until);
    }

    /// <param name="ageLimit">Null: never stale.</param>
    /// <param name="now">The time.</param>
    public bool IsStale(TimeSpan? ageLimit, DateTimeOffset now)
    {
        if (!_unused)
        {
            _unused = true;
            Volatile.Write(ref _idleSinceTicks, now.UtcTicks);
            return false;
        }

        return ageLimit is { } age && now.UtcTicks >= Volatile.Read(ref _keepUntilTicks)
            && now.UtcTicks - Volatile.Read(ref _idleSinceTicks) >= age.Ticks;
    }
}
