using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Number of events, summed from the few nodes of the highest level instead of counted.</summary>
internal sealed class CountEvents(int highestLevel) : IStatement<long>
{
    /// <remarks>
    /// The highest level has no more nodes than a node has children. Saying so makes the planner use the primary key also when it plans
    /// for all levels at once, of which the lowest is most of the table.
    /// </remarks>
    public string Text =>
        $"""
        select coalesce(sum(count), 0)::bigint
        from (select count from aevrion.tree_node where level = $1::integer order by index limit {TreeShape.MaxBranchingFactor}) as top
        """;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters) => parameters.AddInteger(highestLevel);

    public async Task<long> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }
}
