using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Tree;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Peers;

/// <summary>Reads what is known of all peers.</summary>
public sealed class PeerOverview(
    RegionOptions options, PeerLinks links, RegionTree tree, IGrainFactory grains, ILogger<PeerOverview> logger)
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The peers as they stand. While the database does not answer, what only it knows (exchanges, converged-through) is left out.
    /// </summary>
    public async Task<RegionPeers> ReadAsync()
    {
        var peers = await Task.WhenAll(links.All.Select(ReadAsync));
        return new RegionPeers(options.Region, WatermarkOf(peers), peers);
    }

    private long? WatermarkOf(PeerStatus[] peers)
    {
        if (peers.Length == 0)
            return tree.Shape.StartOf(tree.Horizon());

        // Only in a mesh do equal neighbours prove that everybody is equal.
        return Array.TrueForAll(peers, peer => peer is { PushesToAll: true, ConvergedThrough: not null })
            ? peers.Min(peer => peer.ConvergedThrough)
            : null;
    }

    private async Task<PeerStatus> ReadAsync(PeerLink link)
    {
        try
        {
            return await grains.GetGrain<ISyncGrain>(link.Peer).GetStatus().AsTask().WaitAsync(StatusTimeout);
        }
        catch (Exception failure)
        {
            PeerLog.StatusIncomplete(logger, link.Peer, failure.Message);
            return link.Status();
        }
    }
}
