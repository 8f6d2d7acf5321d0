using Aevrion.Core.Time;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Peers.Differences;
using Aevrion.Grains.Peers.Pauses;
using Aevrion.Grains.Tree;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Peers;

/// <summary>This silo's links to all peers.</summary>
public sealed class PeerLinks(
    RegionOptions options,
    IPeerConnector connector,
    RegionTree tree,
    ExchangeDriver driver,
    InboundPeers inbound,
    PeerPauses pauses,
    RegionClock clock,
    ILogger<PeerLink> logger)
{
    /// <summary>One link a peer, in the order of their names.</summary>
    public IReadOnlyList<PeerLink> All { get; } =
    [
        .. options.Peers.OrderBy(peer => peer.Key, StringComparer.Ordinal).Select(peer => new PeerLink(
            peer.Key, peer.Value.Urls, options, connector, tree, driver, inbound, pauses.Of(peer.Key), new LinkDifferences(tree.Shape, clock), clock, logger)),
    ];

    /// <summary>The link to a peer; null when no such peer is configured.</summary>
    public PeerLink? Find(string peer) => All.FirstOrDefault(link => link.Peer == peer);
}
