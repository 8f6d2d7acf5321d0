namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// What one client uses. The rate is kept by the generic cell rate algorithm (ITU-T I.371): one number, the time at which all that was
/// sent so far would have been sent at the allowed rate. Safe for concurrent use.
/// </summary>
internal sealed class ClientUsage
{
    private long _sentAt;
    private int _requests;

    /// <summary>Requests under way.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Begins a request; false when that would be too many at once.</summary>
    public bool TryBegin(int most)
    {
        if (Interlocked.Increment(ref _requests) <= most)
            return true;
        End();
        return false;
    }

    public void End() => Interlocked.Decrement(ref _requests);

    /// <summary>Takes one request of the rate.</summary>
    /// <param name="now">The time, in the ticks of some clock.</param>
    /// <param name="interval">Ticks between two requests at the allowed rate.</param>
    /// <param name="ahead">Ticks that a client may be ahead of it.</param>
    /// <returns>0, or the ticks until there is one again, and nothing was taken.</returns>
    public long Take(long now, long interval, long ahead)
    {
        while (true)
        {
            var before = Volatile.Read(ref _sentAt);
            var sentAt = Math.Max(before, now) + interval;
            if (sentAt - now > ahead + interval)
                return sentAt - now - ahead - interval;
            if (Interlocked.CompareExchange(ref _sentAt, sentAt, before) == before)
                return 0;
        }
    }

    /// <summary>True when nothing is lost by forgetting it.</summary>
    public bool IsIdle(long now) => Requests == 0 && Volatile.Read(ref _sentAt) <= now;
}
