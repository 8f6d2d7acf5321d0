using Aevrion.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Upkeep;

/// <summary>Runs each upkeep of the storage again and again, with its pause in between, until the silo stops.</summary>
public sealed partial class StorageUpkeepService(IEnumerable<IStorageUpkeep> upkeeps, TimeProvider time, ILogger<StorageUpkeepService> logger)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await Task.WhenAll(upkeeps.Select(upkeep => RunAsync(upkeep, stoppingToken)));
    }

    private async Task RunAsync(IStorageUpkeep upkeep, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await upkeep.RunAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StorageUnavailableException failure)
            {
                LogNotNow(upkeep.GetType().Name, failure.Message);
            }
            catch (Exception failure)
            {
                LogFailed(failure, upkeep.GetType().Name);
            }
            await Task.Delay(upkeep.Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Upkeep} could not run: {Detail} It is tried again; reads and writes go on meanwhile. Check the database if that goes on")]
    private partial void LogNotNow(string upkeep, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Upkeep} failed in a way nobody foresaw; please report this. It is tried again, and reads and writes go on")]
    private partial void LogFailed(Exception exception, string upkeep);
}
