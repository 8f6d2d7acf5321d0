using Aevrion.Silo.Configuration;
using Aevrion.Silo.Hosting;
using Aevrion.Storage;
using Aevrion.Storage.Appending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Aevrion.Bench.Regions;

/// <summary>A region in this process, exactly as a silo hosts it, but for the HTTP server.</summary>
internal sealed class HostedRegion : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly ILoggerFactory _logs;

    private HostedRegion(IHost host, ILoggerFactory logs)
    {
        _host = host;
        _logs = logs;
    }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains { get => field ??= Services.GetRequiredService<IGrainFactory>(); }

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    public IEventAppender Appender => Services.GetRequiredService<IEventAppender>();

    /// <summary>Starts a region on a database, which is migrated first.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="timeProvider">Its time; null for the system's.</param>
    /// <param name="settings">Settings besides, as <c>("SyncPeriod", "00:00:10")</c>.</param>
    public static async Task<HostedRegion> StartAsync(
        string connectionString,
        CancellationToken cancellationToken,
        TimeProvider? timeProvider = null,
        params IReadOnlyList<(string Name, string Value)> settings)
    {
        Dictionary<string, string?> values = new() { ["Aevrion:Region"] = BenchRegion.Name, ["Aevrion:Postgres"] = connectionString };
        foreach (var (name, value) in settings)
            values[$"Aevrion:{name}"] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        var logs = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Error));
        var host = new RegionBuilder(SiloSettingsReader.Read(configuration), configuration, timeProvider ?? TimeProvider.System, logs).Build();
        var region = new HostedRegion(host, logs);
        try
        {
            await host.Services.GetRequiredService<IStorageSetup>().PrepareAsync(cancellationToken);
            await host.StartAsync(cancellationToken);
            return region;
        }
        catch
        {
            await region.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        using (var limit = new CancellationTokenSource(BenchRegion.StopTimeout))
            await _host.StopAsync(limit.Token);
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        else
            _host.Dispose();
        _logs.Dispose();
    }
}
