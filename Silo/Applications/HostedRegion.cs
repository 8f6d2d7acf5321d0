using Aevrion.Silo.Configuration;
using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Limits;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Aevrion.Silo.Applications;

/// <summary>Lets requests through to the region once the application runs and it is clear that the region may be served where the application listens.</summary>
internal sealed class HostedRegion(
    SiloSettings settings,
    IServiceProvider services,
    RegionGate gate,
    BodyBudget bodies,
    SiloTurns turns,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<HostedRegion> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        gate.Close(ProblemKinds.Stopping.With("The silo is stopping; nothing was done."));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            var region = new RunningRegion(services, bodies, turns);
            await region.Tokens.RefreshAsync(stoppingToken);
            StartRule.Check(settings.Access, server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [], region.Tokens.HasTokens, logger);
            gate.Open(region);
            RegionLog.Running(logger);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends before it has begun.
        }
        catch (SiloConfigurationException mistake)
        {
            RegionLog.CannotEverStart(logger, mistake.Message);
            throw;
        }
    }
}
