using Aevrion.Storage.Conflicts;
using Aevrion.Storage.Postgres.Filters;
using Aevrion.Storage.Postgres.Statements;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>A page of conflicts with both sides, in one snapshot.</summary>
internal sealed class ListConflicts(ConflictQuery query) : RowsStatement<(string Key, VersionRow Winner, VersionRow Loser)>
{
    private static readonly string Within = TextWith("key < $7::text");
    private static readonly string Open = TextWith("true");

    private readonly string? _end = KeyPrefix.End(query.Prefix);

    public override string Text => _end is null ? Open : Within;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(query.After?.Key ?? query.Prefix);
        parameters.AddBigint(query.After?.Loser.Timestamp ?? long.MaxValue);
        parameters.AddBytes((query.After?.Loser.Id ?? default).ToArray());
        parameters.AddInteger(query.Limit);
        parameters.AddBoolean(query.IncludeValues);
        parameters.AddBigint(query.MaxBytes);
        if (_end is not null)
            parameters.AddText(_end);
    }

    protected override (string Key, VersionRow Winner, VersionRow Loser) ReadRow(NpgsqlDataReader reader) =>
        (reader.GetString(0), ReadVersion(reader, 1), ReadVersion(reader, 7));

    private VersionRow ReadVersion(NpgsqlDataReader reader, int first) => new(
        EventRow.ReadStamp(reader, first, HashBytes),
        reader.GetInt16(first + 2),
        reader.GetBoolean(first + 3),
        reader.GetInt32(first + 4),
        EventRow.ReadValue(reader, first + 5));

    private static string TextWith(string end) =>
        $"""
        with page as materialized (
            select key, ts, id, row_number() over (order by key, ts desc, id desc) as number
            from (
                select key, ts, id from aevrion.conflict
                where key >= $1::text and {end} and (key > $1::text or (ts, id) < ($2::bigint, $3::bytea))
                order by key, ts desc, id desc
                limit $4::integer
            ) as listed
        ), side as materialized (
            select page.key, page.number, winner.ts as winner_ts, winner.id as winner_id, winner.origin as winner_origin,
                   winner.value as winner_value, loser.ts as loser_ts, loser.id as loser_id, loser.origin as loser_origin,
                   loser.value as loser_value,
                   coalesce(octet_length(winner.value), 0) + coalesce(octet_length(loser.value), 0) as bytes
            from page
            cross join lateral (
                select ts, id, origin, value from aevrion.event where event.ts = page.ts and event.id = page.id limit 1
            ) as loser
            cross join lateral (
                select found.*
                from {SpanExclusion.Spans}
                cross join lateral (
                    select * from (
                        select ts, id, origin, value from aevrion.event
                        where event.era = span.number and event.key = page.key and ts >= span.from_ms and ts < span.beyond_ms
                        order by ts desc
                        fetch first 1 row with ties
                    ) as newest
                    order by id desc
                    limit 1
                ) as found
                order by span.from_ms desc
                limit 1
            ) as winner
        ), counted as (
            select side.*, coalesce(sum(bytes) over (order by number rows between unbounded preceding and 1 preceding), 0) as bytes_before
            from side
        )
        select key,
               winner_ts, winner_id, winner_origin, winner_value is null, coalesce(octet_length(winner_value), 0),
               case when $5::boolean then winner_value end,
               loser_ts, loser_id, loser_origin, loser_value is null, coalesce(octet_length(loser_value), 0),
               case when $5::boolean then loser_value end
        from counted
        where not $5::boolean or bytes_before <= $6::bigint
        order by number
        """;
}
