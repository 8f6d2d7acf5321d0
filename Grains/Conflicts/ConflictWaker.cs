using Aevrion.Core.Time;
using Aevrion.Grains.Interfaces.Conflicts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Grains.Conflicts;

/// <summary>Sees to it that the region's <see cref="IConflictGrain"/> follows the commits, also after the silo that it lived in was lost.</summary>
public sealed class ConflictWaker(IGrainFactory grains, RegionClock clock, ILogger<ConflictWaker> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<IConflictGrain>(0).Follow().WaitAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                ConflictLog.NotWoken(logger, failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Period, clock.TimeProvider, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
