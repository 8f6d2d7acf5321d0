using System.Collections.Concurrent;
using Aevrion.Silo.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>
/// A silo as it runs in production, in this process: real HTTP on a real port, a real database. It can be stopped and started again.
/// Nothing is compared between regions unless a test asks for it or a connection begins.
/// </summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _settings;
    private WebApplication? _application;

    public TestSilo(string region, string postgres, int? port = null)
    {
        Region = region;
        Port = port ?? FreePort.Next();
        Api = new ApiClient(Url);
        _settings = new ConcurrentDictionary<string, string>
        {
            ["Region"] = region,
            ["Postgres"] = postgres,
            ["Urls"] = Url,
            ["Granularity"] = "1000",
            ["SettleDelay"] = "00:00:00",
            ["SyncPeriod"] = "01:00:00",
        };
        if (GrainEngine.SupportsClusters)
        {
            _settings["Cluster:SiloPort"] = $"{FreePort.Next()}";
            _settings["Cluster:GatewayPort"] = $"{FreePort.Next()}";

            // Many silos share this process, and one that is taken for dead ends it.
            _settings["Cluster:ProbeTimeout"] = "00:01:00";
        }
    }

    public string Region { get; }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}";

    public ApiClient Api { get; }

    /// <summary>The region as its HTTP side sees it, once it is ready.</summary>
    public RunningRegion Running => _application?.Services.GetRequiredService<RegionGate>().Region
        ?? throw new InvalidOperationException("The region is not ready.");

    /// <summary>A service of its web host.</summary>
    public T Service<T>()
        where T : notnull => _application!.Services.GetRequiredService<T>();

    /// <summary>What its router answers: method and path of each route.</summary>
    public IEnumerable<(string Method, string Path)> Routes =>
        from endpoint in ((IEndpointRouteBuilder)_application!).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
        select (method, endpoint.RoutePattern.RawText!);

    /// <summary>Changes a setting before the next start.</summary>
    public TestSilo With(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    public TestSilo WithPeer(TestSilo peer) => With($"Peers:{peer.Region}:Url", peer.Url);

    /// <summary>Starts the process; its region may not be ready yet.</summary>
    public async Task StartAsync()
    {
        string[] arguments = [.. _settings.Select(setting => $"--Aevrion:{setting.Key}={setting.Value}")];
        _application = SiloApplication.Build(arguments, builder => builder.Logging.ClearProviders());
        await _application.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Starts the process and waits until its region answers.</summary>
    public async Task<TestSilo> StartReadyAsync()
    {
        await StartAsync();
        await WaitUntilReadyAsync();
        return this;
    }

    /// <summary>Waits until it is ready for clients, and lets peers in.</summary>
    public async Task WaitUntilReadyAsync()
    {
        await Eventually.HoldsAsync(async () => (await Api.GetAsync("/readyz")).Status == 200, $"region {Region} is ready");
        await Eventually.HoldsAsync(
            () => Task.FromResult(Running.Options.Peers.Keys.All(peer => Running.PeerPauses.Of(peer).IsKnown)), $"region {Region} knows which peers are paused");
    }

    /// <summary>Stops it as SIGTERM does.</summary>
    public async Task StopAsync()
    {
        if (_application is not { } application)
            return;
        _application = null;
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Api.Dispose();
    }
}
