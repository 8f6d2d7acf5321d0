using Npgsql;

namespace Aevrion.Storage.Postgres.Filters;

/// <summary>The eras and what is kept of their filters, newest first.</summary>
internal sealed class ReadEraStates : RowsStatement<EraState>
{
    public override string Text =>
        """
        select era.number, era.changes, kept.changes, coalesce(octet_length(kept.filter), 0)
        from aevrion.era as era
        left join aevrion.key_filter as kept on kept.era = era.number
        order by era.number desc
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
    }

    protected override EraState ReadRow(NpgsqlDataReader reader) =>
        new(reader.GetInt16(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetInt64(2), reader.GetInt32(3));
}
