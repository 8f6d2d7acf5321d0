using Aevrion.Core.Events;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// What this silo committed of late, so that a follower in it need not read the events again. Holds
/// 131,072 events and 16 MiB of keys and parents at most.
/// </summary>
public sealed class RecentLineages
{
    private readonly Lock _lock = new();
    private readonly TwoGenerations<EventStamp, RecentLineage> _events = new(ConflictLimits.MaxEventsRemembered, ConflictLimits.MaxEventBytesRemembered);

    /// <summary>Takes note of commits.</summary>
    /// <param name="appends">What one transaction made durable.</param>
    /// <param name="follows">
    /// Called once for each event, new or not, in their order. True when the silo knows that the version which was the latest of its key
    /// until now is a parent of it, or that the key had none.
    /// </param>
    public void Note(IReadOnlyList<CommittedAppend> appends, Func<Event, bool> follows)
    {
        lock (_lock)
        {
            foreach (var append in appends)
            {
                for (var i = 0; i < append.Events.Count; i++)
                {
                    var item = append.Events[i];
                    var isFollowing = follows(item);
                    if (append.Added[i])
                        Add(item, isFollowing);
                }
            }
        }
    }

    /// <summary>Takes the events out that are here.</summary>
    /// <param name="stamps">The events looked for.</param>
    /// <param name="missing">Takes those that are not here.</param>
    /// <returns>One an event, in their order; null for one that is not here.</returns>
    internal List<RecentLineage?> Take(IReadOnlyCollection<EventStamp> stamps, List<EventStamp> missing)
    {
        var taken = new List<RecentLineage?>(stamps.Count);
        lock (_lock)
        {
            foreach (var stamp in stamps)
            {
                if (_events.TryTake(stamp, out var lineage))
                {
                    taken.Add(lineage);
                    continue;
                }

                taken.Add(null);
                missing.Add(stamp);
            }
        }

        return taken;
    }

    private void Add(Event committed, bool follows) => _events.Set(
        committed.Stamp,
        new RecentLineage(new KeyLineage(committed.Key, committed.Stamp, committed.Parents), follows),
        (2 * committed.Key.Length) + (committed.Parents.Length * Core.Hash256.Length));
}
