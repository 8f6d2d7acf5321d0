using Aevrion.Core.Tree;
using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Rows of tree_node as they stand, right or wrong, in <see cref="RowOrder"/>: on each of some levels those of a range.</summary>
/// <param name="ranges">At most one range a level; ends may lie beyond all time.</param>
internal sealed class ReadTreeRows(IReadOnlyList<NodeRange> ranges) : RowsStatement<TreeRow>
{
    /// <remarks>The offset keeps the planner from turning one range of the primary key a level into a scan of the table.</remarks>
    public override string Text =>
        """
        select node.level, node.index, node.count, node.digest, node.digest_count
        from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as asked (level, first, beyond)
        cross join lateral (
            select level, index, count, digest, digest_count from aevrion.tree_node
            where level = asked.level and index >= asked.first and index < asked.beyond
            offset 0
        ) as node
        order by node.level, node.index
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. ranges.Select(range => (short)range.Level)]);
        parameters.AddBigints([.. ranges.Select(range => range.First)]);
        parameters.AddBigints([.. ranges.Select(range => range.End)]);
    }

    protected override TreeRow ReadRow(NpgsqlDataReader reader) => TreeRowColumns.Read(reader);
}
