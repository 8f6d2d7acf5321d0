using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Locks rows of tree_node to the end of the transaction, in the order in which <see cref="Appending.AppendMissingEvents"/> does.</summary>
internal sealed class LockNodes(IReadOnlyList<NodeMend> mends) : IStatement<bool>
{
    public string Text =>
        """
        with locked as materialized (
            select from unnest($1::smallint[], $2::bigint[]) as sent (level, index)
            join aevrion.tree_node as node on node.level = sent.level and node.index = sent.index
            order by node.level, node.index
            for update of node
        )
        select count(*) from locked
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. mends.Select(mend => (short)mend.Address.Level)]);
        parameters.AddBigints([.. mends.Select(mend => mend.Address.Index)]);
    }

    public Task<bool> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) => Task.FromResult(true);
}
