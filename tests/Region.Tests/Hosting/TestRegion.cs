using System.Text;
using Aevrion.Core.Tree;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Interfaces.Batches;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Sync;
using Aevrion.Grains.Peers;
using Aevrion.Grains.Tree;
using Aevrion.Storage;
using Aevrion.Storage.Postgres;
using Aevrion.Testing.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.TestingHost;

namespace Aevrion.Region.Tests.Hosting;

/// <summary>A region on a test cluster, with a PostgreSQL database of its own.</summary>
internal sealed class TestRegion : IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly LoopbackNetwork _network;
    private readonly RegionOptions _options;
    private readonly short _silos;
    private TestCluster? _cluster;

    private TestRegion(RegionOptions options, PostgresDatabase database, LoopbackNetwork network, short silos)
    {
        _silos = silos;
        _options = options;
        _database = database;
        _network = network;
    }

    /// <summary>To its database.</summary>
    public string ConnectionString => _database.ConnectionString;

    public string Name => _options.Region;

    public int Silos => _silos;

    public IGrainFactory Grains => Cluster.GrainFactory;

    /// <summary>The services of the first silo.</summary>
    public IServiceProvider Services => ServicesOf(0);

    public RegionTree Tree => Services.GetRequiredService<RegionTree>();

    public IEventLog Log => Services.GetRequiredService<IEventLog>();

    private TestCluster Cluster => _cluster ?? throw new InvalidOperationException("The region is stopped.");

    /// <summary>The services of one of the region's silos.</summary>
    public IServiceProvider ServicesOf(int silo) => Cluster.GetSiloServiceProvider(Cluster.Silos[silo].SiloAddress);

    public static Task<TestRegion> StartAsync(LoopbackNetwork network, string name, params string[] peers) =>
        StartAsync(network, SilosARegion.Number, name, peers);

    public static Task<TestRegion> StartAsync(LoopbackNetwork network, short silos, string name, params string[] peers) =>
        StartAsync(network, _ => { }, silos, name, peers);

    public static Task<TestRegion> StartAsync(
        LoopbackNetwork network, Action<RegionOptions> configure, string name, params string[] peers) =>
        StartAsync(network, configure, SilosARegion.Number, name, peers);

    public static async Task<TestRegion> StartAsync(
        LoopbackNetwork network, Action<RegionOptions> configure, short silos, string name, params string[] peers)
    {
        var options = new RegionOptions { Region = name, SyncPeriod = TimeSpan.FromHours(1), SettleDelay = TimeSpan.Zero };
        foreach (var peer in peers)
            options.Peers[peer] = new PeerOptions { Urls = [LoopbackNetwork.UrlOf(peer)] };
        configure(options);
        var database = await PostgresDatabase.CreateAsync(CancellationToken.None);
        await new PostgresMigrator(database.ConnectionString, NullLogger<PostgresMigrator>.Instance).MigrateAsync(CancellationToken.None);
        var region = new TestRegion(options, database, network, silos);
        await region.StartAsync();
        return region;
    }

    public async Task StartAsync()
    {
        var builder = new TestClusterBuilder(_silos);
        builder.Properties[RegionSilo.PlanProperty] = RegionSilo.Plan(_options, _database.ConnectionString, _network);
        builder.AddSiloBuilderConfigurator<RegionSilo>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _network.Listen(Name, [.. Cluster.Silos.Select((_, silo) => ServicesOf(silo).GetRequiredService<PeerListener>())]);
    }

    public async Task StopAsync()
    {
        _network.Leave(Name);
        await Cluster.StopAllSilosAsync();
        await Cluster.DisposeAsync();
        _cluster = null;
    }

    public Task<WriteResult> PutAsync(string key, string value) =>
        Grains.GetKeyGrain(key).Write(new WriteRequest { Value = Encoding.UTF8.GetBytes(value) });

    public async Task<string?> GetAsync(string key)
    {
        var read = await Grains.GetKeyGrain(key).GetLatest();
        Assert.Equal(OperationStatus.Done, read.Status);
        return read.Version?.Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;
    }

    public async Task<BatchResult> ImportAsync(IEnumerable<(string Key, string Value, long Timestamp)> events)
    {
        var operations = events.Select(item => new BatchOperation
        {
            Key = item.Key,
            Value = Encoding.UTF8.GetBytes(item.Value),
            Timestamp = item.Timestamp,
        });
        var result = await Grains.GetGrain<IBatchGrain>(0).Apply(new BatchRequest { Operations = [.. operations] });
        Assert.Equal(OperationStatus.Done, result.Status);
        return result;
    }

    public Task<ExchangeReport> ExchangeWithAsync(string peer) => Grains.GetGrain<ISyncGrain>(peer).Exchange();

    public Task<PeerStatus> StatusOfAsync(string peer) => Grains.GetGrain<ISyncGrain>(peer).GetStatus().AsTask();

    public PeerLink LinkTo(string peer) => Services.GetRequiredService<PeerLinks>().Find(peer)!;

    public Task<TreeSnapshot> SnapshotAsync(long horizon) => Tree.SnapshotAsync(horizon, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await StopAsync();
        await _database.DisposeAsync();
    }
}
