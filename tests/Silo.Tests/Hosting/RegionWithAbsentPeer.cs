using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>Region eu, which knows peers us and worm and never reaches them; tests play them. One that misbehaves is kept out for a while: that is worm.</summary>
public sealed class RegionWithAbsentPeer : IAsyncLifetime
{
    private const string Unreachable = "http://127.0.0.1:9";

    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo ?? throw new InvalidOperationException("The region has not been started.");

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).With("Peers:us:Url", Unreachable).With("Peers:worm:Url", $"{Unreachable}/worm").StartReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
