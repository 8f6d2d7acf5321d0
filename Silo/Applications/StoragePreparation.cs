using Aevrion.Silo.Hosting;
using Aevrion.Storage;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Silo.Applications;

/// <summary>
/// Creates and checks the region's database before anything of the application starts: the silo's own providers may keep their tables there.
/// </summary>
internal sealed class StoragePreparation(IServiceProvider services, IStorageSetup storage, TimeProvider timeProvider, ILogger<StoragePreparation> logger)
    : IHostedLifecycleService
{
    /// <summary>How long the database is waited for while it does not answer; then the application does not start.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IReminderTable>() is null)
        {
            throw new OrleansConfigurationException(
                "The silo has no reminders, by which an Aevrion region exchanges with its peers. "
                + "Add a service that keeps them, or silo.UseInMemoryReminderService().");
        }

        var begun = timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                await storage.PrepareAsync(cancellationToken);
                return;
            }
            catch (StorageUnavailableException loss) when (timeProvider.GetElapsedTime(begun) < Patience)
            {
                RegionLog.WaitingForStorage(logger, loss.Message, RetryDelay.TotalSeconds);
            }

            await Task.Delay(RetryDelay, timeProvider, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
