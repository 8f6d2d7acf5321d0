using Npgsql;
using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Samples.CustomerTests;

/// <summary>
/// A test cluster whose silo hosts a region with an empty database, which is dropped at the end. The server is the one that <c>AEVRION_POSTGRES</c> names, a
/// connection string without a database.
/// </summary>
public sealed class RegionFixture : IAsyncLifetime
{
    private const string Server = "AEVRION_POSTGRES";
    private const string PostgresProperty = "Postgres";

    private readonly string _database = $"customer_{Guid.NewGuid():n}";
    private TestCluster? _cluster;

    /// <summary>What the tests call grains with.</summary>
    public IGrainFactory Grains => (_cluster ?? throw new InvalidOperationException("The cluster does not run.")).GrainFactory;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var builder = new TestClusterBuilder(initialSilosCount: 1);
        builder.Properties[PostgresProperty] = ConnectionStringOf(_database);
        builder.AddSiloBuilderConfigurator<Silo>();
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    /// <summary>Stops the cluster and starts another one: what was in memory alone is gone.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await InitializeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        NpgsqlConnection.ClearAllPools();
        await using var source = NpgsqlDataSource.Create(ConnectionStringOf("postgres"));
        await using var drop = source.CreateCommand($"drop database if exists {_database} with (force)");
        await drop.ExecuteNonQueryAsync();
    }

    private async Task StopAsync()
    {
        if (_cluster is null)
            return;
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        _cluster = null;
    }

    private static string ConnectionStringOf(string database)
    {
        var server = Environment.GetEnvironmentVariable(Server)
            ?? throw new InvalidOperationException($"Set {Server} to a PostgreSQL server, such as Host=127.0.0.1;Username=postgres.");
        return new NpgsqlConnectionStringBuilder(server) { Database = database }.ConnectionString;
    }

    private sealed class Silo : ISiloConfigurator
    {
        public void Configure(ISiloBuilder siloBuilder)
        {
            siloBuilder.UseInMemoryReminderService();
            siloBuilder.AddAevrionRegion(region =>
            {
                region.Region = "test";
                region.Postgres = siloBuilder.Configuration[PostgresProperty];
            });
        }
    }
}
