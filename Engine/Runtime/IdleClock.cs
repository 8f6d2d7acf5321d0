namespace Aevrion.Engine.Runtime;

/// <summary>
/// How long an activation has been idle, in steps of the collection quantum: use only sets a flag, and each look at the clock turns the
/// flag into a time. So a hot call reads no clock, and an activation lives up to one quantum longer than its age limit.
/// </summary>
/// <param name="ageLimit">Null: never stale.</param>
internal sealed class IdleClock(TimeSpan? ageLimit)
{
    private volatile bool _touched = true;
    private long _idleSinceTicks;
    private long _keepUntilTicks;

    public void Touch()
    {
        if (!_touched)
            _touched = true;
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

    public bool IsStale(DateTimeOffset now)
    {
        if (_touched)
        {
            _touched = false;
            Volatile.Write(ref _idleSinceTicks, now.UtcTicks);
            return false;
        }

        return ageLimit is { } age && now.UtcTicks >= Volatile.Read(ref _keepUntilTicks)
            && now.UtcTicks - Volatile.Read(ref _idleSinceTicks) >= age.Ticks;
    }
}
