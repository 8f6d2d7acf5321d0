namespace Aevrion.Grains.Peers;

/// <summary>The oldest of some timestamps, forgotten and put back at once. Safe for concurrent use.</summary>
internal sealed class UnconfirmedTime
{
    private long _oldest = long.MaxValue;

    /// <summary>The oldest; <see cref="long.MaxValue"/> for none.</summary>
    public long Oldest => Interlocked.Read(ref _oldest);

    /// <summary>Takes the oldest and forgets it.</summary>
    public long Take() => Interlocked.Exchange(ref _oldest, long.MaxValue);

    /// <summary>Takes note of a timestamp.</summary>
    public void LowerTo(long timestamp)
    {
        for (var seen = Oldest; timestamp < seen;)
        {
            var before = Interlocked.CompareExchange(ref _oldest, timestamp, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
