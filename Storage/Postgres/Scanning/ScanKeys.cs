using Aevrion.Storage.Scanning;
using Npgsql;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>
/// Live keys in byte order, each with the version that stands. The next key of every era is looked up in the index, the least of them is
/// the next key of all, and only the eras that have it look for their next one: a merge of loose index scans. However many versions a key
/// has, it costs one look for each era that has it, and one or two for the version.
/// </summary>
internal sealed class ScanKeys(KeyScan scan, int maxSteps) : RowsStatement<ScanRow>
{
    /// <remarks>
    /// Every round of the recursion is one key; nothing is computed before the outer query asks for it. heads has the next key of each
    /// span, the newest span first; next.key is the least. The version comes from the newest of the spans that have the key at that time.
    /// Versions that share a timestamp are told apart by their rows, since the index does not know the order of ids.
    /// </remarks>
    private const string Sql =
        """
        with recursive spans as materialized (
            select array_agg(number order by from_ms desc) as numbers, array_agg(from_ms order by from_ms desc) as froms,
                   array_agg(least(beyond_ms - 1, $3::bigint) order by from_ms desc) as lasts
            from aevrion.era_span where from_ms <= $3::bigint
        ), step as (
            select null::text collate "C" as key, 0 as steps, 0::bigint as bytes,
                   null::bigint as ts, null::bytea as id, null::smallint as origin, null::bytea as parents, null::integer as size, null::bytea as value,
                   array(select (select event.key from aevrion.event
                                 where era = span.number and event.key >= $1::text and event.key > $2::text
                                 order by event.key limit 1)
                         from unnest((select numbers from spans)) with ordinality as span (number, place) order by place) as heads
            union all
            select next.key, step.steps + cardinality(array_positions(step.heads, next.key)),
                   step.bytes + coalesce(case when $6::boolean then latest.size end, 0),
                   latest.ts, latest.id, latest.origin, latest.parents, latest.size, case when $6::boolean then latest.value end,
                   array(select case when span.key = next.key
                                then (select event.key from aevrion.event where era = span.number and event.key > next.key order by event.key limit 1)
                                else span.key end
                         from unnest(step.heads, (select numbers from spans)) with ordinality as span (key, number, place) order by place)
            from step
            cross join lateral (select min(key collate "C") as key from unnest(step.heads) as head (key)) as next
            left join lateral (
                select found.*
                from unnest(step.heads, (select numbers from spans), (select froms from spans), (select lasts from spans))
                    with ordinality as span (key, number, from_ms, last_ms, place)
                cross join lateral (
                    select * from (
                        select ts, id, origin, parents, octet_length(value) as size, value from aevrion.event
                        where era = span.number and event.key = next.key and ts >= span.from_ms and ts <= span.last_ms
                        order by ts desc
                        fetch first 1 row with ties
                    ) as newest
                    order by id desc
                    limit 1
                ) as found
                where span.key = next.key
                order by place
                limit 1
            ) as latest on true
            where step.steps < $5::integer and step.bytes <= $7::bigint and starts_with(next.key, $1::text)
        )
        select key, is_last, size is not null, ts, id, origin, parents, false, size, value
        from (select *, steps >= $5::integer or bytes > $7::bigint as is_last from step where key is not null) as reached
        where size is not null or is_last
        limit $4::integer
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(scan.Prefix);
        parameters.AddText(scan.After ?? "");
        parameters.AddBigint(scan.At ?? long.MaxValue);
        parameters.AddInteger(scan.Limit + 1);
        parameters.AddInteger(maxSteps);
        parameters.AddBoolean(scan.IncludeValues);
        parameters.AddBigint(scan.MaxBytes);
    }

    protected override ScanRow ReadRow(NpgsqlDataReader reader) => ScanRow.Read(reader, HashBytes);
}
