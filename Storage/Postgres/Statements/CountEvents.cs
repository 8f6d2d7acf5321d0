using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Number of events, summed from the few nodes of the highest level instead of counted.</summary>
internal sealed class CountEvents(int highestLevel) : IStatement<long>
{
    public string Text => "select coalesce(sum(count), 0)::bigint from aevrion.tree_node where level = $1::integer";

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddInteger(highestLevel);

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
