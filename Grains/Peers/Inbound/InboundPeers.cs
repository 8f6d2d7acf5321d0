using Aevrion.Core.Events;
using Aevrion.Core.Sync.Protocol;
using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers.Pauses;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>
/// What this silo knows of the connections that peers open to it, and whom of them it keeps out. Whoever proved to be a peer is judged by
/// that; one whose word is taken for it by its address, too, so that nobody can have the real one kept out. Safe for concurrent use.
/// </summary>
public sealed class InboundPeers(RegionOptions options, PeerPauses pauses, RegionClock clock, ILogger<InboundPeers> logger)
{
    private readonly Dictionary<string, InboundPeer> _peers = options.Peers.ToDictionary(
        peer => peer.Key, peer => new InboundPeer(peer.Key, peer.Value, options.Region, pauses.Of(peer.Key), clock), StringComparer.Ordinal);

    private int _strangers;

    /// <summary>A connection has come that has yet to introduce itself.</summary>
    /// <exception cref="ProtocolViolationException">There are too many of these.</exception>
    internal InboundConnection Knock(PeerIdentity identity)
    {
        if (Interlocked.Increment(ref _strangers) <= PeerLimits.MaxStrangers || identity.Region is not null)
            return new InboundConnection(this, identity);
        NoteIntroduced();
        throw new ProtocolViolationException(Refusal.Types.Reason.Busy, "Too many connections that have not introduced themselves; try again shortly.");
    }

    /// <summary>A peer did not prove who it is, and was not let in.</summary>
    /// <param name="peer">The peer that it said to be.</param>
    /// <param name="reason">Why its proof was not accepted.</param>
    public void NoteUnproven(string peer, string reason)
    {
        if (Find(peer)?.Refused(reason) == true)
            PeerLog.NotProvenBy(logger, peer, reason);
    }

    /// <summary>What is known of a peer's connections.</summary>
    public InboundStatus StatusOf(string peer) => Find(peer)?.Status() ?? new InboundStatus();

    /// <summary>Those of a peer's events that it may write here; the others are counted.</summary>
    public IReadOnlyList<Event> Permitted(IReadOnlyList<Event> events, string peer) => Find(peer)?.Permitted(events) ?? events;

    /// <summary>How many of a peer's events were left out so far because it may not write their keys.</summary>
    public long NotPermitted(string peer) => Find(peer)?.EventsNotPermitted ?? 0;

    internal InboundPeer? Find(string peer) => _peers.GetValueOrDefault(peer);

    internal void NoteIntroduced() => Interlocked.Decrement(ref _strangers);
}
