using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace Aevrion.Engine.Tests.Hosting;

/// <summary>A silo in an ordinary host, as an application runs it.</summary>
internal sealed class SiloInHost : IAsyncDisposable
{
    private readonly IHost _host;

    private SiloInHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public IClusterClient Client => Services.GetRequiredService<IClusterClient>();

    public static async Task<SiloInHost> StartAsync(Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), FreePort());
            configure(silo);
        });
        var silo = new SiloInHost(builder.Build());
        try
        {
            await silo._host.StartAsync();
            return silo;
        }
        catch
        {
            silo._host.Dispose();
            throw;
        }
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
