using Aevrion.Core.Events;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// What this silo committed of late, so that a follower in it need not read the events again. Holds
/// 131,072 events and 16 MiB of keys and parents at most.
/// </summary>
public sealed class RecentLineages : ICommitObserver
{
    private readonly Lock _lock = new();
    private readonly TwoGenerations<EventStamp, KeyLineage> _events = new(ConflictLimits.MaxEventsRemembered, ConflictLimits.MaxEventBytesRemembered);

    /// <inheritdoc/>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        lock (_lock)
        {
            foreach (var append in appends)
            {
                for (var i = 0; i < append.Events.Count; i++)
                {
                    if (append.Added[i])
                        Add(append.Events[i]);
                }
            }
        }
    }

    /// <summary>Takes the events that are here out.</summary>
    /// <param name="stamps">The events looked for.</param>
    /// <param name="found">Takes them.</param>
    /// <returns>The stamps of the others.</returns>
    internal List<EventStamp> Take(IEnumerable<EventStamp> stamps, Dictionary<EventStamp, KeyLineage> found)
    {
        var missing = new List<EventStamp>();
        lock (_lock)
        {
            foreach (var stamp in stamps)
            {
                if (_events.TryTake(stamp, out var lineage))
                    found[stamp] = lineage;
                else
                    missing.Add(stamp);
            }
        }

        return missing;
    }

    private void Add(Event committed) => _events.Set(
        committed.Stamp,
        new KeyLineage(committed.Key, committed.Stamp, committed.Parents),
        (2 * committed.Key.Length) + (committed.Parents.Length * Core.Hash256.Length));
}
