using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The nodes in these ranges, which must not overlap, in <see cref="NodeAddress"/> order.</summary>
internal sealed class ReadNodes(IReadOnlyList<NodeRange> ranges) : RowsStatement<StoredNode>
{
    /// <remarks>The offset keeps the planner from turning one probe of the primary key a range into a scan of the table.</remarks>
    public override string Text =>
        """
        select node.level, node.index, node.count, node.digest
        from unnest($1::smallint[], $2::bigint[], $3::bigint[]) as asked (level, first, beyond)
        cross join lateral (
            select level, index, count, case when digest_count = count then digest end as digest
            from aevrion.tree_node
            where level = asked.level and index >= asked.first and index < asked.beyond
            offset 0
        ) as node
        order by node.level desc, node.index
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallints([.. ranges.Select(range => (short)range.Level)]);
        parameters.AddBigints([.. ranges.Select(range => range.First)]);
        parameters.AddBigints([.. ranges.Select(range => range.End)]);
    }

    protected override StoredNode ReadRow(NpgsqlDataReader reader) => new(
        new NodeAddress(reader.GetInt16(0), reader.GetInt64(1)),
        reader.GetInt64(2),
        reader.IsDBNull(3) ? null : EventRow.ReadHash(reader, 3, HashBytes));
}
