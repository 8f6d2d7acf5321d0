using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;
using Npgsql;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>The stamps of keys on PostgreSQL.</summary>
/// <param name="dataSource">Connections made as <see cref="PostgresConnections"/> does; its owner disposes it.</param>
public sealed class PostgresKeyStamps(NpgsqlDataSource dataSource) : IKeyStamps
{
    private readonly StatementRunner _runner = new(dataSource);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<EventStamp>?> ReadStampsAsync(IReadOnlyList<string> prefixes, int most, CancellationToken cancellationToken)
    {
        var rows = await _runner.RunAsync(new ReadKeyStamps(prefixes, most + 1), cancellationToken).ConfigureAwait(false);
        return rows.Count > most ? null : [.. rows.Order()];
    }
}
