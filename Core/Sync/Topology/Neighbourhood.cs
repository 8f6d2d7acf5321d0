using System.Collections.Concurrent;

namespace Aevrion.Core.Sync.Topology;

/// <summary>
/// Who pushes to whom, as far as this region knows: its own peers from its configuration, theirs from what they said when connecting.
/// Decides what is passed on, so that any connected topology converges by pushes, without echo in a mesh. Safe for concurrent use.
/// </summary>
/// <param name="region">This region.</param>
/// <param name="peers">The regions it pushes to.</param>
public sealed class Neighbourhood(string region, IReadOnlyCollection<string> peers)
{
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _neighbours = new(StringComparer.Ordinal);

    /// <summary>Takes note of the regions that a peer pushes to.</summary>
    public void Learn(string peer, IEnumerable<string> neighbours) =>
        _neighbours[peer] = neighbours.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// True when a newly committed event has to be pushed to a peer: it was written here, or came from a peer that does not push to
    /// the other itself. In a mesh nothing is passed on.
    /// </summary>
    /// <param name="from">The peer the event came from; null when it was written or imported here.</param>
    /// <param name="to">The peer in question.</param>
    /// <param name="origin">The region that accepted the write.</param>
    public bool MustPush(string? from, string to, string origin) =>
        from is null || (to != from && to != origin && !(_neighbours.TryGetValue(from, out var known) && known.Contains(to)));

    /// <summary>True when the peer is known to push to every region that this one does, and to this one.</summary>
    public bool PushesToAll(string peer) =>
        _neighbours.TryGetValue(peer, out var known)
        && known.Contains(region)
        && known.Count == peers.Count
        && peers.All(other => other == peer || known.Contains(other));
}
