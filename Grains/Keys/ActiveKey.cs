using Aevrion.Core.Events;

namespace Aevrion.Grains.Keys;

/// <summary>
/// What an activated key remembers: its latest version. Commits of the whole silo feed it from any thread, and since the latest is a
/// maximum in the last-write-wins order, the order they come in does not matter.
/// </summary>
public sealed class ActiveKey(string key)
{
    private Event? _latest;

    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The winning version seen so far; null when there is none.</summary>
    public Event? Latest => Volatile.Read(ref _latest);

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
