using Aevrion.Silo.Configuration;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Aevrion.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Hosting;

/// <summary>
/// Brings the region up once its database answers, however long that takes, and takes it down when the process ends. Meanwhile the
/// web host answers, and says that the region is not there yet. A mistake that trying again cannot mend ends the process.
/// </summary>
internal sealed class RegionHost(
    SiloSettings settings,
    RegionBuilder builder,
    RegionGate gate,
    BodyBudget bodies,
    SiloTurns turns,
    IServer server,
    IHostApplicationLifetime lifetime,
    ProcessOutcome outcome,
    TimeProvider timeProvider,
    ILogger<RegionHost> logger) : BackgroundService
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(5);
    /// <summary>How long the region may take to stop in order.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(8);

    /// <summary>How long it is waited for at all.</summary>
    private static readonly TimeSpan AbandonTimeout = TimeSpan.FromSeconds(10);

    private IHost? _host;

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        gate.Close(ProblemKinds.Stopping.With("The silo is stopping; nothing was done."));
        if (_host is not { } host)
            return;

        // Requests have been drained by now; the region gets its own time to stop, whatever they left of the process's. A grain engine
        // whose database is away might try for minutes to say goodbye to it.
        _host = null;
        try
        {
            await StopAndDisposeAsync(host).WaitAsync(AbandonTimeout, timeProvider, CancellationToken.None);
        }
        catch (Exception failure)
        {
            RegionLog.StopFailed(logger, failure);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var urls = string.Join(", ", settings.Urls);
        RegionLog.Starting(logger, settings.Region.Region, urls, GrainEngine.Name);
        try
        {
            await StartAsSoonAsPossibleAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        catch (StorageConfigurationException mistake)
        {
            RegionLog.CannotEverStart(logger, mistake.Message);
            Fail(mistake.Message);
        }
        catch (SiloConfigurationException mistake)
        {
            RegionLog.CannotEverStart(logger, mistake.Message);
            Fail(mistake.Message);
        }
        catch (Exception failure)
        {
            RegionLog.StartFailed(logger, failure);
            Fail(failure.Message);
        }
    }

    private async Task StartAsSoonAsPossibleAsync(CancellationToken stoppingToken)
    {
        var addresses = await AddressesAsync(stoppingToken);
        var delay = FirstRetryDelay;
        while (true)
        {
            var host = builder.Build();
            try
            {
                await host.Services.GetRequiredService<IStorageSetup>().PrepareAsync(stoppingToken);
                await host.StartAsync(stoppingToken);
                var region = new RunningRegion(host.Services, bodies, turns);
                await region.Tokens.RefreshAsync(stoppingToken);
                StartRule.Check(settings.Access, addresses, region.Tokens.HasTokens, logger);
                _host = host;
                gate.Open(region);
                RegionLog.Running(logger);
                return;
            }
            catch (Exception failure) when (StartFaults.DatabaseLoss(failure) is { } loss)
            {
                gate.Close(ProblemKinds.StorageUnavailable.With($"{loss.Message} The region starts once its database answers; nothing was done."));
                RegionLog.WaitingForStorage(logger, loss.Message, delay.TotalSeconds);
            }
            finally
            {
                if (_host != host)
                    await DisposeAsync(host);
            }

            await Task.Delay(delay, timeProvider, stoppingToken);
            delay = TimeSpan.FromTicks(Math.Min(delay.Ticks * 2, LongestRetryDelay.Ticks));
        }
    }

    /// <summary>Where the silo listens, once it does: whatever said so.</summary>
    private async Task<ICollection<string>> AddressesAsync(CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(cancellationToken);
        return server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
    }

    private void Fail(string reason)
    {
        outcome.Fail(reason);
        lifetime.StopApplication();
    }

    private async Task StopAndDisposeAsync(IHost host)
    {
        using var limit = new CancellationTokenSource(StopTimeout, timeProvider);
        try
        {
            await host.StopAsync(limit.Token);
        }
        finally
        {
            await DisposeAsync(host);
        }
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            host.Dispose();
    }
}
