using System.Net;
using System.Net.Sockets;
using Aevrion.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aevrion.Bench.Replicate.Pairs;

/// <summary>A silo as it runs in production, in this process: real HTTP on a real port, a database of its own.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StartPoll = TimeSpan.FromMilliseconds(50);

    private readonly WebApplication _application;

    private BenchSilo(WebApplication application, RunningRegion region, Uri url)
    {
        _application = application;
        Region = region;
        Url = url;
    }

    /// <summary>Its services.</summary>
    public RunningRegion Region { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Starts a silo and waits until its region runs.</summary>
    /// <param name="region">Its name.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="postgres">Connection string of its database.</param>
    /// <param name="peer">Name of its peer.</param>
    /// <param name="peerPort">Where the peer is reached.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<BenchSilo> StartAsync(
        string region, int port, string postgres, string peer, int peerPort, CancellationToken cancellationToken)
    {
        string[] settings =
        [
            $"Region={region}", $"Postgres={postgres}", $"Urls=http://127.0.0.1:{port}",
            $"Peers:{peer}:Url=http://127.0.0.1:{peerPort}",
        ];
        var application = SiloApplication.Build(
            [.. settings.Select(setting => "--Aevrion:" + setting)],
            builder => builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Error));
        await application.StartAsync(cancellationToken);
        var gate = application.Services.GetRequiredService<RegionGate>();
        for (var waited = TimeSpan.Zero; gate.Region is null && waited < StartTimeout; waited += StartPoll)
            await Task.Delay(StartPoll, cancellationToken);
        return new BenchSilo(
            application,
            gate.Region ?? throw new InvalidDataException($"Region '{region}' did not start: {gate.Reason}"),
            new Uri($"http://127.0.0.1:{port}"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
