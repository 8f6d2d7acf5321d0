using Aevrion.Grains.Relay;
using Aevrion.Storage;
using Aevrion.Storage.Tokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aevrion.Grains.Access;

/// <summary>Keeps this silo's tokens as the database has them: when another silo tells of a change, and every so often in any case.</summary>
public sealed partial class TokenRefresher(TokenDirectory tokens, SiloRelay relay, TimeProvider time, ILogger<TokenRefresher> logger)
    : BackgroundService
{
    private bool _isFailing;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        relay.TokensChanged = () => tokens.RefreshAsync(CancellationToken.None);
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TokenLimits.PollPeriod, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await RefreshAsync(stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            await tokens.RefreshAsync(stoppingToken);
            _isFailing = false;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
        catch (Exception failure)
        {
            if (!_isFailing || failure is not StorageUnavailableException)
                LogNotRefreshed(failure.Message);
            _isFailing = true;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The access tokens cannot be read just now: {Detail} Those known before stay valid meanwhile; a revocation made elsewhere is not seen before they can: check the database")]
    private partial void LogNotRefreshed(string detail);
}
