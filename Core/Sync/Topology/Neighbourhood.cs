using System.Collections.Concurrent;

namespace Aevrion.Core.Sync.Topology;

/// <summary>
/// To whom this region's peers push, from what they said when connecting.
/// Decides what is passed on, so that any connected topology converges by pushes, without echo in a mesh. Safe for concurrent use.
/// </summary>
public sealed class Neighbourhood
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
}
