using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo within the test's own process.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _isActive = true;
    private bool _isDisposed;

    public IHost SiloHost { get; init; } = null!;

    /// <summary>The services of the silo.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    public override Task StopSiloAsync(bool stopGracefully) => StopSiloAsync(new CancellationToken(canceled: !stopGracefully));

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!_isActive)
            return;
        _isActive = false;
        await Task.Run(() => StopHostAsync(ct), CancellationToken.None);
    }

    [SuppressMessage("Usage", "CA1816", Justification = "The base class has no finalizer.")]
    public override async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        await StopSiloAsync(stopGracefully: true);
        if (SiloHost is IAsyncDisposable asynchronous)
            await asynchronous.DisposeAsync();
        else
            SiloHost.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Task.Run(async () => await DisposeAsync()).GetAwaiter().GetResult();
    }

    private async Task StopHostAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SiloHost.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Killed, as asked.
        }
    }
}
