using System.Collections.Concurrent;
using Aevrion.Grains.Hosting;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Who pushes to whom, as far as this silo knows: its own peers from the configuration, theirs from what they said when connecting.
/// Safe for concurrent use.
/// </summary>
public sealed class Neighbourhood(RegionOptions options)
{
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> _neighbours = new(StringComparer.Ordinal);

    /// <summary>Takes note of the regions that a peer pushes to.</summary>
    public void Learn(string peer, IEnumerable<string> neighbours) =>
        _neighbours[peer] = neighbours.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// True when an event that came from one peer has to be passed on to another: the sender does not push to it itself. In a mesh
    /// nothing is passed on.
    /// </summary>
    /// <param name="from">The peer the event came from.</param>
    /// <param name="to">Another peer.</param>
    /// <param name="origin">The region that accepted the write.</param>
    public bool MustForward(string from, string to, string origin) =>
        to != from && to != origin && !(_neighbours.TryGetValue(from, out var known) && known.Contains(to));

    /// <summary>True when the peer is known to push to every region that this one does, and to this one.</summary>
    public bool PushesToAll(string peer) =>
        _neighbours.TryGetValue(peer, out var known)
        && known.Contains(options.Region)
        && known.Count == options.Peers.Count
        && options.Peers.Keys.All(other => other == peer || known.Contains(other));
}
