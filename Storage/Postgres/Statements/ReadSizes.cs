using Aevrion.Storage.Statistics;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Sizes on disk.</summary>
internal sealed class ReadSizes : IStatement<StorageSize>
{
    public string Text => "select pg_database_size(current_database()), pg_total_relation_size('aevrion.commit_log')";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
    }

    public async Task<StorageSize> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new StorageSize(reader.GetInt64(0), reader.GetInt64(1));
    }
}
