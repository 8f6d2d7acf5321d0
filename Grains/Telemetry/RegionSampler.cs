using Aevrion.Core.Time;
using Aevrion.Grains.Peers;
using Aevrion.Storage;
using Aevrion.Storage.Statistics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Telemetry;

/// <summary>
/// Looks now and then at what metrics tell and only a grain or the database knows: peers and watermark every <see cref="PeerPeriod"/>, sizes
/// every <see cref="SizePeriod"/>. Whoever collects metrics then waits for neither.
/// </summary>
public sealed class RegionSampler(
    PeerOverview peers,
    IEventLog log,
    IEnumerable<IStorageStatistics> statistics,
    RegionInstruments instruments,
    LinkInstruments links,
    RegionClock clock,
    ILogger<RegionSampler> logger) : BackgroundService
{
    /// <summary>How often peers and watermark are looked at.</summary>
    public static readonly TimeSpan PeerPeriod = TimeSpan.FromSeconds(5);

    /// <summary>How often the database is asked for its sizes.</summary>
    public static readonly TimeSpan SizePeriod = TimeSpan.FromSeconds(60);

    private long? _events;
    private StorageSize? _size;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The instruments of the links are read when somebody asks; here they are kept alive.
        _ = links;
        await Task.Yield();
        for (var untilSizes = TimeSpan.Zero; !stoppingToken.IsCancellationRequested; untilSizes -= PeerPeriod)
        {
            if (untilSizes <= TimeSpan.Zero && await SizesReadAsync(stoppingToken))
                untilSizes = SizePeriod;
            try
            {
                var region = await peers.ReadAsync().WaitAsync(stoppingToken);
                instruments.Take(new RegionSample(region.Peers, region.Watermark, _events, _size));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(PeerPeriod, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> SizesReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _events = await log.CountAsync(cancellationToken);
            foreach (var source in statistics)
                _size = await source.ReadAsync(cancellationToken);
            return true;
        }
        catch (StorageUnavailableException unavailable)
        {
            TelemetryLog.SizesUnknown(logger, unavailable.Message);
            return false;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
