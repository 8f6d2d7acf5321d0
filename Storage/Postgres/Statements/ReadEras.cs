using Aevrion.Storage.Postgres.Eras;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The spans of the eras, ascending.</summary>
internal sealed class ReadEras : RowsStatement<EraSpan>
{
    public override string Text => "select from_ms, number from aevrion.era_span order by from_ms";

    public override void Bind(NpgsqlParameterCollection parameters)
    {
    }

    protected override EraSpan ReadRow(NpgsqlDataReader reader) => new(reader.GetInt64(0), reader.GetInt16(1));
}
