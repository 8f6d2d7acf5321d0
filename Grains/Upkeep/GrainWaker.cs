using Microsoft.Extensions.Hosting;

namespace Aevrion.Grains.Upkeep;

/// <summary>
/// Calls a grain of which the region has one, from every silo and again and again: whatever silo it lived in is lost, it is awake somewhere soon.
/// </summary>
/// <param name="period">Between two calls.</param>
/// <param name="time">Tells when it is over.</param>
public abstract class GrainWaker(TimeSpan period, TimeProvider time) : BackgroundService
{
    /// <summary>Calls the grain.</summary>
    protected abstract Task WakeAsync();

    /// <summary>Tells of a call that failed; the next one comes after the period.</summary>
    protected abstract void NotWoken(string reason);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WakeAsync().WaitAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotWoken(failure.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
