using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Tree;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Tree;

/// <summary>Sees to it that the region's <see cref="IDigestGrain"/> is awake, also after the silo that it lived in was lost.</summary>
public sealed class DigestWaker(IGrainFactory grains, RegionClock clock, ILogger<DigestWaker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IDigestGrain>(0).Wake().WaitAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                TreeLog.NotWoken(logger, failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Period, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
