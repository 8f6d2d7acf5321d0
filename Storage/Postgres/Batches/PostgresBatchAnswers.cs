using Aevrion.Storage.Batches;
using Npgsql;

namespace Aevrion.Storage.Postgres.Batches;

/// <summary>The answers kept on PostgreSQL.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
public sealed class PostgresBatchAnswers(NpgsqlDataSource dataSource) : IBatchAnswers
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public Task<BatchAnswer?> FindAsync(string key, CancellationToken cancellationToken) =>
        _runner.RunAsync(new FindAnswer(key), cancellationToken);
}
