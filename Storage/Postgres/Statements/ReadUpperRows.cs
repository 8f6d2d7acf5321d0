using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The rows of a level and of all levels above it as they stand, in <see cref="RowOrder"/>; of levels that no tree has, too.</summary>
internal sealed class ReadUpperRows(int level) : RowsStatement<TreeRow>
{
    public override string Text =>
        "select level, index, count, digest, digest_count from aevrion.tree_node where level >= $1::integer order by level, index";

    public override void Bind(NpgsqlParameterCollection parameters) => parameters.AddInteger(level);

    protected override TreeRow ReadRow(NpgsqlDataReader reader) => TreeRowColumns.Read(reader);
}
