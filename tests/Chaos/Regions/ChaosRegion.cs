using Npgsql;

namespace Aevrion.Chaos.Regions;

/// <summary>A region as it is deployed: a silo process with a clock of its own, and a PostgreSQL server of its own.</summary>
internal sealed class ChaosRegion : IAsyncDisposable
{
    private const string Database = "aevrion";

    /// <param name="place">Where it is.</param>
    /// <param name="run">How regions are run.</param>
    /// <param name="peers">Where it reaches the others: the proxies before them.</param>
    public ChaosRegion(RegionPlace place, RegionSetup run, IReadOnlyDictionary<string, string> peers)
    {
        Place = place;
        Clock = new ClockOffset(Path.Combine(run.Folder, $"{place.Name}.clock"));
        Clock.Set(0);
        DatabaseFolder = Path.Combine(run.DatabaseFolder, place.Name);
        Postgres = new PostgresCluster(DatabaseFolder, place.PostgresPort, Path.Combine(run.Folder, $"{place.Name}.postgres.log"));
        Silo = new SiloProcess(run.Program, place.Url, Path.Combine(run.Folder, $"{place.Name}.silo.log"), SettingsOf(place, run, peers));
    }

    public RegionPlace Place { get; }

    public string Name => Place.Name;

    public SiloProcess Silo { get; }

    public PostgresCluster Postgres { get; }

    public ClockOffset Clock { get; }

    /// <summary>Where the database lies.</summary>
    public string DatabaseFolder { get; }

    /// <summary>The small file system that the database lies on; null where it lies on that of the machine.</summary>
    public SmallDisk? Disk { get; private set; }

    /// <summary>Makes the database, on a small disk of its own if asked for, and starts both processes.</summary>
    public async Task StartAsync(int? diskMegabytes, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(DatabaseFolder);
        if (diskMegabytes is { } size)
            Disk = await SmallDisk.MountAsync(DatabaseFolder, size);
        if (PostgresPrograms.Account is { } account)
            await Command.RunAsync("chown", $"{account}:", DatabaseFolder);
        await Postgres.CreateAsync();
        await Postgres.StartAsync();
        await Postgres.AnswersAsync(cancellationToken);
        await Silo.StartAsync();
    }

    /// <summary>Opens a connection to its database, past the silo.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(Postgres.ConnectionString(Database));
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Postgres.DisposeAsync();
        if (Disk is { } disk)
            await disk.DisposeAsync();
    }

    private Dictionary<string, string> SettingsOf(RegionPlace place, RegionSetup run, IReadOnlyDictionary<string, string> peers)
    {
        var settings = new Dictionary<string, string>
        {
            ["Aevrion__Region"] = place.Name,
            ["Aevrion__Postgres"] = Postgres.ConnectionString(Database).Replace("Pooling=False", "Pooling=True", StringComparison.Ordinal),
            ["Aevrion__Urls"] = place.Url,
            ["Aevrion__Granularity"] = RegionSetup.GranularityMs.ToString(),
            ["Aevrion__SettleDelay"] = "00:00:00.5",
            ["Aevrion__SyncPeriod"] = "00:00:01",
            ["Aevrion__MaxClockDrift"] = TimeSpan.FromMilliseconds(RegionSetup.MaxClockDriftMs).ToString(),
            ["Aevrion__WatchKeepAlive"] = "00:00:02",
            ["Aevrion__ClockOffsetFile"] = Clock.Path,
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (peer, url) in peers)
            settings[$"Aevrion__Peers__{peer}__Url"] = url;
        if (run.IsOrleans)
        {
            settings["Aevrion__Cluster__SiloPort"] = place.ClusterPort.ToString();
            settings["Aevrion__Cluster__GatewayPort"] = place.GatewayPort.ToString();
        }

        return settings;
    }
}
