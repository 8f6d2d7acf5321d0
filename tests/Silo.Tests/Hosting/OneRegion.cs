using Aevrion.Testing.PostgreSql;

namespace Aevrion.Silo.Tests.Hosting;

/// <summary>A region without peers, for the tests of a class.</summary>
public sealed class OneRegion : IAsyncLifetime
{
    private PostgresDatabase? _database;
    private TestSilo? _silo;

    internal TestSilo Silo => _silo ?? throw new InvalidOperationException("The region has not been started.");

    internal ApiClient Api => Silo.Api;

    /// <summary>To its database.</summary>
    internal string ConnectionString => _database?.ConnectionString ?? throw new InvalidOperationException("The region has not been started.");

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        _silo = await new TestSilo("eu", _database.ConnectionString).StartReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is not null)
            await _silo.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }
}
