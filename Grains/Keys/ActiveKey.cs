using Aevrion.Core.Events;

namespace Aevrion.Grains.Keys;

/// <summary>
/// What an activated key remembers: its latest version. Commits of the whole silo feed it from any thread, and since the latest is a
/// maximum in the last-write-wins order, the order they come in does not matter.
/// </summary>
public sealed class ActiveKey(string key)
{
    private Event? _latest;
    private long _distrusts = 1;
    private long _readThrough;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The winning version seen so far; null when there is none.</summary>
    public Event? Latest => Volatile.Read(ref _latest);

    /// <summary>True when the log has to be read before <see cref="Latest"/> can be relied on.</summary>
    public bool MustRead => Interlocked.Read(ref _distrusts) > Interlocked.Read(ref _readThrough);

    /// <summary>Makes the key read the log before it answers again.</summary>
    public void Distrust() => Interlocked.Increment(ref _distrusts);

    /// <summary>What to hand to <see cref="HasRead"/> after a reading that starts now.</summary>
    public long StartReading() => Interlocked.Read(ref _distrusts);

    /// <summary>Takes note of a reading of the log; doubts that came up after its start stay.</summary>
    public void HasRead(long started, Event? latest)
    {
        if (latest is not null)
            Observe(latest);
        Interlocked.Exchange(ref _readThrough, started);
    }

    /// <summary>Takes note of a durable event of this key.</summary>
    public void Observe(Event committed)
    {
        var seen = Volatile.Read(ref _latest);
        while (seen is null || committed.Stamp > seen.Stamp)
        {
            var before = Interlocked.CompareExchange(ref _latest, committed, seen);
            if (ReferenceEquals(before, seen))
                return;
            seen = before;
        }
    }
}
