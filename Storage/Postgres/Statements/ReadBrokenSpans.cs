using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Where the spans of the eras leave out a time or overlap: the beginning that a span has, and the one that it should have.</summary>
internal sealed class ReadBrokenSpans : RowsStatement<(long? FromMs, long ExpectedMs)>
{
    public override string Text =>
        """
        select from_ms, expected_ms from (
            select from_ms, lag(beyond_ms, 1, 0::bigint) over (order by from_ms) as expected_ms from aevrion.era_span
            union all
            select nullif(max(beyond_ms), 9223372036854775807), 9223372036854775807 from aevrion.era_span
            having max(beyond_ms) is distinct from 9223372036854775807
        ) as edge
        where from_ms is distinct from expected_ms
        order by expected_ms
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
    }

    protected override (long? FromMs, long ExpectedMs) ReadRow(NpgsqlDataReader reader) =>
        (reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.GetInt64(1));
}
