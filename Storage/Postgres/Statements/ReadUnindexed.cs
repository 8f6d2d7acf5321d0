using Aevrion.Core;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Events of an era that the index of keys does not lead to.</summary>
/// <param name="era">The era.</param>
/// <param name="limit">Most of them.</param>
internal sealed class ReadUnindexed(short era, int limit) : RowsStatement<(long Timestamp, Hash256 Id, string Key)>
{
    private const string Sql =
        $"""
        with indexed as materialized (
            select event.key, event.ts from aevrion.era_span as span cross join lateral ({SumEra.Indexed}) as event where span.number = $1::smallint
        )
        select kept.ts, kept.id, kept.key
        from aevrion.era_span as span cross join lateral ({SumEra.Kept}) as kept
        where span.number = $1::smallint and kept.era = span.number
          and not exists (select from indexed where indexed.key = kept.key and indexed.ts = kept.ts)
        limit $2::integer
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddSmallint(era);
        parameters.AddInteger(limit);
    }

    protected override (long Timestamp, Hash256 Id, string Key) ReadRow(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), EventRow.ReadHash(reader, 1, HashBytes), reader.GetString(2));
}
