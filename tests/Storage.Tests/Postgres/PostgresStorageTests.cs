using Aevrion.Core.Tree;
using Aevrion.Storage.Tests.Conformance;
using Aevrion.Testing.PostgreSql;

namespace Aevrion.Storage.Tests.Postgres;

public sealed class PostgresStorageTests : StorageConformance, IAsyncLifetime
{
    private PostgresDatabase? _database;
    private RegionDatabase? _region;

    protected override int Arrivals => 40;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_region is not null)
            await _region.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <summary>The first call of a test makes a database; later ones empty it.</summary>
    protected override async Task<TestStore> OpenAsync(TreeShape shape)
    {
        _database ??= await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        if (_region is null)
            _region = await RegionDatabase.OpenAsync(_database.ConnectionString, shape);
        else
            await _region.ExecuteAsync("truncate aevrion.event, aevrion.tree_node; update aevrion.closed_time set floor_ms = 0");
        return new TestStore(_region.Store, _region.Store);
    }
}
