
namespace Aevrion.Engine.Tests.Embedded;

/// <summary>The engine's own tables.</summary>
public sealed class SchemaTests(PostgresFixture database) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Many_silos_may_start_at_once_on_an_empty_database()
    {
        const int silos = 8;
        var clusters = await Task.WhenAll(Enumerable.Range(0, silos).Select(
            _ => Task.Run(() => DurableCluster.StartAsync(database.ConnectionString))));
        await Task.WhenAll(clusters.Select(cluster => cluster.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_fails_the_start()
    {
        var nowhere = new Npgsql.NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = 1 }.ConnectionString;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var cluster = await DurableCluster.StartAsync(nowhere);
        });
    }
}
