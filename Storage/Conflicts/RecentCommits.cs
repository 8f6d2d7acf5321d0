using Aevrion.Core.Events;
using Aevrion.Storage.Appending;

namespace Aevrion.Storage.Conflicts;

/// <summary>
/// What this silo committed of late, by position in the commit log, so that a follower in it need not read the events again. Holds
/// 131,072 events and 64 MiB of them at most; the oldest go first.
/// </summary>
public sealed class RecentCommits
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, RecentEvent[]> _commits = [];
    private readonly Queue<long> _order = new();
    private int _events;
    private long _bytes;

    /// <summary>Takes note of commits.</summary>
    /// <param name="appends">What one transaction made durable.</param>
    /// <param name="follows">
    /// Called once for each event, new or not, in their order. True when the silo knows that the version which was the latest of its key
    /// until now is a parent of it, or that the key had none.
    /// </param>
    public void Note(IReadOnlyList<CommittedAppend> appends, Func<Event, bool> follows)
    {
        var added = new RecentEvent[CountAdded(appends)];
        var place = 0;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Events.Count; i++)
            {
                var item = append.Events[i];
                var isFollowing = follows(item);
                if (append.Added[i])
                    added[place++] = new RecentEvent(item, isFollowing);
            }
        }

        if (added.Length > 0 && appends[0].Position is { } position)
            Add(position, added);
    }

    /// <summary>What was committed behind a position, by the positions of the commits. What lies before it is forgotten.</summary>
    /// <param name="after">The position.</param>
    /// <param name="most">Most commits answered.</param>
    internal Dictionary<long, RecentEvent[]> Behind(long after, int most)
    {
        var behind = new Dictionary<long, RecentEvent[]>();
        lock (_lock)
        {
            // Noted nearly in the order of positions, so that the lowest of those behind are among the first.
            for (var left = _order.Count; left > 0; left--)
            {
                var position = _order.Dequeue();
                if (position <= after)
                    Remove(position);
                else
                    _order.Enqueue(position);
                if (position > after && behind.Count < most)
                    behind.Add(position, _commits[position]);
            }
        }

        return behind;
    }

    private static int CountAdded(IReadOnlyList<CommittedAppend> appends)
    {
        var count = 0;
        foreach (var append in appends)
        {
            for (var i = 0; i < append.Added.Count; i++)
                count += append.Added[i] ? 1 : 0;
        }

        return count;
    }

    private static long BytesOf(RecentEvent[] added)
    {
        var bytes = 0L;
        foreach (var item in added)
            bytes += (2 * item.Event.Key.Length) + (item.Event.Value?.Length ?? 0) + (item.Event.Parents.Length * Core.Hash256.Length);
        return bytes;
    }

    private void Add(long position, RecentEvent[] added)
    {
        var bytes = BytesOf(added);
        lock (_lock)
        {
            if (!_commits.TryAdd(position, added))
                return;
            _order.Enqueue(position);
            _events += added.Length;
            _bytes += bytes;
            while (_events > ConflictLimits.MaxEventsRemembered || _bytes > ConflictLimits.MaxEventBytesRemembered)
                Remove(_order.Dequeue());
        }
    }

    private void Remove(long position)
    {
        _commits.Remove(position, out var removed);
        _events -= removed!.Length;
        _bytes -= BytesOf(removed);
    }
}
