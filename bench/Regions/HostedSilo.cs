using Aevrion.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aevrion.Bench.Regions;

/// <summary>A whole silo in this process, HTTP server and all, so that what it allocates can be counted.</summary>
internal sealed class HostedSilo : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _application;

    private HostedSilo(WebApplication application, int port)
    {
        _application = application;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts one and waits until its region runs.</summary>
    public static async Task<HostedSilo> StartAsync(string connectionString, CancellationToken cancellationToken)
    {
        var port = ServerProcess.FreePort();
        var application = SiloApplication.Build(
            [$"--Aevrion:Region={BenchRegion.Name}", $"--Aevrion:Postgres={connectionString}", $"--Aevrion:Urls=http://127.0.0.1:{port}"],
            builder => builder.Logging.ClearProviders());
        var silo = new HostedSilo(application, port);
        try
        {
            await application.StartAsync(cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ReadyWithin);
            var gate = application.Services.GetRequiredService<RegionGate>();
            while (gate.Region is null)
                await Task.Delay(PollPeriod, limit.Token);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
