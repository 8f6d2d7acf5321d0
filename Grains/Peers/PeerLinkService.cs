using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Interfaces.Watermark;
using Aevrion.Grains.Load;
using Aevrion.Grains.Relay;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Peers;

/// <summary>
/// Keeps the links to all peers up while the silo runs, sees to it that each peer's sync grain has its reminder, and asks for an
/// exchange after every connection and every overflow.
/// </summary>
public sealed class PeerLinkService(PeerLinks links, SiloRelay relay, LoadRecorder load, IGrainFactory grains, ILogger<PeerLinkService> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Give the host's other services their turn to start.
        await Task.Yield();
        relay.HeardOf = NoteAdded;
        relay.PushesSoFar = () => [.. links.All.Select(link => link.Pushes())];
        relay.PendingFor = peer => links.Find(peer)?.Differences.ReadPending() ?? new PendingNodes { Level = 0, Indexes = [], Counts = [] };
        var running = new List<Task>();
        foreach (var link in links.All)
        {
            link.ExchangeDue = (due, news) => _ = NoticeAsync(due, news, stoppingToken);
            link.Acknowledged = events => load.Add(LoadCount.Sent, events);
            running.Add(link.RunAsync(stoppingToken));
            running.Add(ScheduleAsync(link, stoppingToken));
        }

        await Task.WhenAll(running);
    }

    /// <summary>What another silo admitted is no longer known to be equal with the peers it did not come from.</summary>
    private void NoteAdded(AdmittedEvent oldest)
    {
        foreach (var link in links.All.Where(link => link.Peer != oldest.ReceivedFrom))
            link.NoteAdded(oldest.Timestamp);
    }

    private async Task ScheduleAsync(PeerLink link, CancellationToken stoppingToken)
    {
        for (var scheduled = false; !scheduled && !stoppingToken.IsCancellationRequested;)
        {
            try
            {
                await grains.GetGrain<ISyncGrain>(link.Peer).EnsureScheduled();
                scheduled = true;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                PeerLog.NotScheduled(logger, link.Peer, failure.Message);
                await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task NoticeAsync(PeerLink link, PeerNews news, CancellationToken stoppingToken)
    {
        try
        {
            await grains.GetGrain<ISyncGrain>(link.Peer).Notice(news).WaitAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (Exception failure)
        {
            // The next tick of the reminder asks again.
            PeerLog.NotNoticed(logger, link.Peer, failure.Message);
        }
    }
}
