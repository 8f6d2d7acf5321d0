using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>All regions by number.</summary>
internal sealed class ReadRegions : RowsStatement<(short Number, string Name)>
{
    public override string Text => "select id, name from aevrion.region";

    public override void Bind(NpgsqlParameterCollection parameters)
    {
    }

    protected override (short Number, string Name) ReadRow(NpgsqlDataReader reader) => (reader.GetInt16(0), reader.GetString(1));
}
