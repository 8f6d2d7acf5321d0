using Aevrion.Core.Events;
using Aevrion.Core.Sync.Topology;
using Aevrion.Grains.Keys;
using Aevrion.Storage.Appending;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Passes every commit of the silo on: to the active keys, so that reads see it, and to the outboxes of the peers that have to hear of
/// it, and to whoever follows the commits. What was already there before (a repeated import, an echo) goes nowhere, unless its commit had to be repeated: then what was new is
/// not known, and all of it goes.
/// </summary>
public sealed class CommitRelay(
    ActiveKeys activeKeys, SeenStamps seen, RecentCommits recent, Neighbourhood neighbourhood, IServiceProvider services) : ICommitObserver
{
    // The links reach the appender, which reaches this observer: resolved when first used, not when built.
    private readonly Lazy<PeerLinks> _links = new(services.GetRequiredService<PeerLinks>);

    /// <inheritdoc/>
    public void OnCommitted(IReadOnlyList<CommittedAppend> appends)
    {
        recent.Note(appends, Observe);
        foreach (var link in _links.Value.All)
            Relay(link, appends);
    }

    /// <inheritdoc/>
    public void OnUnknown(IReadOnlyList<Event> events)
    {
        foreach (var item in events)
        {
            seen.Forget(item.Key);
            activeKeys.Expect(item.Key, item.Stamp);
        }
    }

    private bool Observe(Event committed)
    {
        seen.Observe(committed);
        return activeKeys.Observe(committed);
    }

    private void Relay(PeerLink link, IReadOnlyList<CommittedAppend> appends)
    {
        var pushed = new List<Event>();
        var oldest = long.MaxValue;
        foreach (var append in appends)
        {
            if (append.ReceivedFrom == link.Peer)
                continue;
            for (var i = 0; i < append.Events.Count; i++)
            {
                if (!append.Added[i] && !append.IsRepeated)
                    continue;
                var item = append.Events[i];
                oldest = Math.Min(oldest, item.Timestamp);
                if (neighbourhood.MustPush(append.ReceivedFrom, link.Peer, item.Origin))
                    pushed.Add(item);
            }
        }

        if (oldest != long.MaxValue)
            link.NoteAdded(oldest);
        if (pushed.Count > 0)
            link.Push(pushed);
    }
}
