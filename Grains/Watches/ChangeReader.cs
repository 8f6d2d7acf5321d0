using Aevrion.Core.Events;
using Aevrion.Storage;
using Aevrion.Storage.Commits;

namespace Aevrion.Grains.Watches;

/// <summary>Reads changes from the database: the commit log says which and in which order, the event log what they are.</summary>
internal sealed class ChangeReader(ICommitLog commits, IEventLog log)
{
    /// <summary>A page of the changes behind a place; the same place as next when there are none.</summary>
    /// <param name="after">Behind this place.</param>
    /// <param name="maxEvents">Most changes.</param>
    /// <param name="maxBytes">Ends with the change that takes the sum of the value sizes over it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<ChangePage> ReadAsync(CommitPlace after, int maxEvents, long maxBytes, CancellationToken cancellationToken)
    {
        // A place inside a commit needs that commit once more.
        var position = after.IsEnd ? after.Position : after.Position - 1;
        var page = await commits.ReadCommitsAsync(position, WatchLimits.MaxPageCommits, maxEvents, cancellationToken);
        if (page.IsTrimmed || page.Commits.Count == 0)
            return new ChangePage([], after, page.IsTrimmed);

        var wanted = page.Commits
            .SelectMany(commit => commit.Stamps.Select((stamp, index) => (Place: new CommitPlace(commit.Position, index), Stamp: stamp)))
            .Where(entry => entry.Place > after)
            .Take(maxEvents + 1)
            .ToList();
        var end = CommitPlace.EndOf(page.Commits[^1].Position);
        if (wanted.Count > maxEvents)
        {
            wanted.RemoveAt(maxEvents);
            end = wanted[^1].Place;
        }

        if (wanted.Count == 0)
            return new ChangePage([], end > after ? end : after);
        var events = await log.ReadEventsAsync([.. wanted.Select(entry => entry.Stamp)], maxBytes, cancellationToken);
        return Join(wanted, events, end);
    }

    /// <summary>Puts events to their places; an event that somebody took out of the database by hand has none.</summary>
    private static ChangePage Join(List<(CommitPlace Place, EventStamp Stamp)> wanted, IReadOnlyList<Event> events, CommitPlace end)
    {
        var changes = new List<Change>(events.Count);
        var next = 0;
        foreach (var item in events)
        {
            while (wanted[next].Stamp != item.Stamp)
                next++;
            changes.Add(new Change(item, wanted[next++].Place));
        }

        return new ChangePage(changes, changes.Count == 0 || next == wanted.Count ? end : changes[^1].Place);
    }
}
