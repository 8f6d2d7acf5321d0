using Aevrion.Storage.Postgres.Statements;
using Aevrion.Storage.Statistics;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>Sizes of a region's database on PostgreSQL.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
public sealed class PostgresStatistics(NpgsqlDataSource dataSource) : IStorageStatistics
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public Task<StorageSize> ReadAsync(CancellationToken cancellationToken) => _runner.RunAsync(new ReadSizes(), cancellationToken);
}
