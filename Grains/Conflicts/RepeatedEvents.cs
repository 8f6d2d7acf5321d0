using Aevrion.Core.Events;
using Aevrion.Core.Sync.Topology;
using Aevrion.Grains.Peers;
using Aevrion.Storage.Conflicts;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Grains.Conflicts;

/// <summary>
/// Events of peers that this region has already. Two regions that make the same event in the same millisecond each know what their own writer
/// had seen; here they learn of the other's, and who has neither of them as a neighbour is told of it as of a new event.
/// </summary>
public sealed class RepeatedEvents(IConflictStore store, Neighbourhood neighbourhood, IServiceProvider services)
{
    // The links reach the way in for events, which reaches this: resolved when first used, not when built.
    private readonly Lazy<PeerLinks> _links = new(services.GetRequiredService<PeerLinks>);

    /// <summary>Takes note of what events of a peer tell that were here before.</summary>
    /// <param name="events">The events.</param>
    /// <param name="added">For each: true when it was new.</param>
    /// <param name="from">The peer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task NoteAsync(IReadOnlyList<Event> events, IReadOnlyList<bool> added, string from, CancellationToken cancellationToken)
    {
        var again = events.Where((item, i) => !added[i] && !item.Parents.IsEmpty).ToList();
        if (again.Count == 0)
            return;
        var changed = await store.AddParentsAsync(
            [.. again.Select(item => new KeyLineage(item.Key, item.Stamp, item.Parents))], cancellationToken);
        if (changed.Count == 0)
            return;

        var parents = changed.ToDictionary(item => item.Stamp, item => item.Parents);
        var told = again.Where(item => parents.ContainsKey(item.Stamp)).DistinctBy(item => item.Stamp)
            .Select(item => Event.Restore(item.Key, item.Value, item.Timestamp, item.Id, item.Origin, parents[item.Stamp], item.Batch)).ToList();
        foreach (var link in _links.Value.All)
        {
            var pushed = told.Where(item => neighbourhood.MustPush(from, link.Peer, item.Origin)).ToList();
            if (pushed.Count > 0)
                link.Push(pushed);
        }
    }
}
