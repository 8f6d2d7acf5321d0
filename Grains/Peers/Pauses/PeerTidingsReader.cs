using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Relay;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Peers.Pauses;

/// <summary>
/// Asks the sync grains what this silo has to know of its peers: as soon as it runs, and every so often in case it was not told. Nothing
/// connects with a peer before.
/// </summary>
public sealed class PeerTidingsReader(
    PeerLinks links, PeerPauses pauses, SiloRelay relay, IGrainFactory grains, RegionClock clock, ILogger<PeerTidingsReader> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        relay.HeardOfPeer = Learn;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(links.All.Select(link => FollowAsync(link.Peer, stoppingToken)));
    }

    private void Learn(PeerTidings tidings)
    {
        pauses.Learn(tidings);
        links.Find(tidings.Peer)?.Differences.NoteEqual(tidings.EqualSince, tidings.EqualBefore);
    }

    private async Task FollowAsync(string peer, CancellationToken stoppingToken)
    {
        string? failing = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            failing = await ReadAsync(peer, failing, stoppingToken);
            var wait = pauses.Of(peer).IsKnown ? PeerLimits.TidingsPeriod : PeerLimits.FirstTidingsPeriod;
            await Task.Delay(wait, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Why they could not be read; null when they were.</returns>
    private async Task<string?> ReadAsync(string peer, string? failing, CancellationToken stoppingToken)
    {
        try
        {
            Learn(await grains.GetGrain<ISyncGrain>(peer).GetTidings().AsTask().WaitAsync(stoppingToken));
            return null;
        }
        catch (Exception failure)
        {
            // Once an outage, and again only when the reason changes.
            if (failing != failure.Message && !stoppingToken.IsCancellationRequested)
                PeerLog.PauseNotKnown(logger, peer, failure.Message);
            return failure.Message;
        }
    }
}
