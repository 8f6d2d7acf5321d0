using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Watermark;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Peers;

/// <summary>Reads what is known of all peers.</summary>
public sealed class PeerOverview(
    RegionOptions options, PeerLinks links, ConvergedTime convergedTime, IGrainFactory grains, ILogger<PeerOverview> logger)
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The peers as they stand. While the database does not answer, what only it knows (exchanges, converged-through) is left out.
    /// </summary>
    public async Task<RegionPeers> ReadAsync()
    {
        var peers = await Task.WhenAll(links.All.Select(ReadAsync));
        return new RegionPeers(options.Region, convergedTime.TimeMs, convergedTime.Reason, peers);
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
