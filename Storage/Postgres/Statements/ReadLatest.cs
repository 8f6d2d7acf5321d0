using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// The latest versions of several keys, in the order asked, null for a key without one, through the one that takes the sum of the value
/// sizes over the limit.
/// </summary>
internal sealed class ReadLatest(string[] keys, long maxBytes, ExcludedEras excluded) : RowsStatement<EventRow?>
{
    /// <remarks>
    /// Spans of eras are probed from the newest on, and no more of them than needed. The index knows the order of time but not that of ids:
    /// of the versions that share the highest time the one with the highest id is taken. An order by both would let the planner sort all
    /// versions of the era. One step where <see cref="ReadVersion"/> takes two: the newest era is in memory, its next rows too.
    /// </remarks>
    private static readonly string Sql =
        $"""
        select {EventRow.Columns}
        from (
            select latest.*, asked.number,
                   coalesce(sum(octet_length(latest.value)) over (order by asked.number rows between unbounded preceding and 1 preceding), 0)
                       as bytes_before
            from unnest($1::text[], $3::bytea[]) with ordinality as asked (key, excluded, number)
            left join lateral (
                select found.*
                from {SpanExclusion.Spans}
                cross join lateral (
                    select * from (
                        select {EventRow.Columns} from aevrion.event
                        where era = span.number and event.key = asked.key and ts >= span.from_ms and ts < span.beyond_ms
                        order by ts desc
                        fetch first 1 row with ties
                    ) as newest
                    order by id desc
                    limit 1
                ) as found
                where {SpanExclusion.MayHave("$4", "asked.excluded")}
                order by span.from_ms desc
                limit 1
            ) as latest on true
        ) as counted
        where bytes_before <= $2::bigint
        order by number
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddTexts(keys);
        parameters.AddBigint(maxBytes);
        parameters.AddBytes(excluded.BitsByKey);
        parameters.AddBigints(excluded.Changes);
    }

    protected override EventRow? ReadRow(NpgsqlDataReader reader) => reader.IsDBNull(0) ? null : EventRow.Read(reader, HashBytes);
}
