using System.Collections.Immutable;
using Aevrion.Core.Sync.Differences;
using Aevrion.Core.Time;
using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Sync;

namespace Aevrion.Grains.Peers.Differences;

/// <summary>
/// Where this silo knows the region to differ from a peer: what it has yet to push, and what its exchanges have found. For people to look
/// at; it lives in memory alone. Safe for concurrent use.
/// </summary>
public sealed class LinkDifferences(TreeShape shape, RegionClock clock)
{
    private long _droppedAtMs = long.MinValue;

    /// <summary>What the peer has not acknowledged.</summary>
    public PendingEvents Pending { get; } = new(shape);

    /// <summary>What exchanges over this silo's link have found.</summary>
    public FoundDifferences Found { get; } = new(shape);

    /// <summary>The outbox has dropped events just now.</summary>
    public void NoteDropped() => Interlocked.Exchange(ref _droppedAtMs, clock.NowMs());

    /// <summary>An exchange, whichever silo ran it, has found both regions equal: so is what was dropped before it began.</summary>
    /// <param name="sinceMs">When it began, in milliseconds since the Unix epoch.</param>
    /// <param name="beforeMs">What is dated before this was equal.</param>
    public void NoteEqual(long sinceMs, long beforeMs)
    {
        if (Interlocked.Read(ref _droppedAtMs) < sinceMs)
            Pending.ForgetDropped(beforeMs);
    }

    /// <summary>What this silo has yet to push, as other silos are told.</summary>
    public PendingNodes ReadPending()
    {
        var pending = Pending.Read();
        return new PendingNodes { Level = pending.Level, Indexes = [.. pending.Nodes.Keys], Counts = [.. pending.Nodes.Values] };
    }

    /// <summary>All that is known.</summary>
    /// <param name="state">State of the connection to the peer.</param>
    /// <param name="others">What the region's other silos have yet to push.</param>
    public PeerDifferences Read(PeerConnectionState state, ImmutableArray<PendingNodes> others)
    {
        var nowMs = clock.NowMs();
        var pending = Pending.Read();
        foreach (var other in others)
        {
            for (var i = 0; i < other.Indexes.Length; i++)
                pending.Add(other.Level, other.Indexes[i], other.Counts[i]);
        }

        var (found, isMerged) = Found.Read(nowMs);
        var nodes = pending.Nodes.ToDictionary(
            node => new NodeAddress(pending.Level, node.Key),
            node => new NodeDifference { Level = pending.Level, Index = node.Key, Pending = node.Value, At = nowMs });
        foreach (var difference in found)
        {
            var (level, index) = difference.Node;
            var known = nodes.GetValueOrDefault(difference.Node) ?? new NodeDifference { Level = level, Index = index, At = nowMs };
            nodes[difference.Node] = known with { Differs = !difference.IsRepaired, IsRepaired = difference.IsRepaired, At = difference.AtMs };
        }

        return new PeerDifferences
        {
            At = nowMs,
            State = state,
            Nodes = [.. nodes.OrderBy(node => node.Key).Select(node => node.Value)],
            PendingEvents = pending.Total,
            IsMerged = isMerged || pending.Level > 0,
        };
    }
}
