using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>For some versions the oldest one of their key that names them, or everything before; ascending, each once.</summary>
/// <remarks>Goes through the versions of a key from the one asked for upwards and stops at the first that names it.</remarks>
internal sealed class FindDescendants(IReadOnlyList<EventStamp> losers, long beforeMs) : RowsStatement<EventStamp>
{
    private static readonly string Sql =
        $"""
        select distinct descendant.ts, descendant.id
        from unnest($1::bigint[], $2::bytea[]) as asked (ts, id)
        join aevrion.event as lost on lost.ts = asked.ts and lost.id = asked.id
        cross join lateral (
            select oldest.ts, oldest.id
            from aevrion.era_span as span
            cross join lateral (
                select event.ts, event.id
                from aevrion.event {AllParents.Join("event")}
                where event.era = span.number and event.key = lost.key
                  and event.ts >= greatest(span.from_ms, lost.ts) and event.ts < least(span.beyond_ms, $3::bigint)
                  and (event.ts, event.id) > (lost.ts, lost.id)
                  and exists (
                      select from generate_series(1, octet_length({AllParents.Of("event")}), 32) as place
                      where substr({AllParents.Of("event")}, place, 32) in (lost.id, $4::bytea)
                  )
                order by event.ts, event.id limit 1
            ) as oldest
            where span.beyond_ms > lost.ts and span.from_ms < $3::bigint
            order by oldest.ts, oldest.id limit 1
        ) as descendant
        order by descendant.ts, descendant.id
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints([.. losers.Select(loser => loser.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(losers, loser => loser.Id));
        parameters.AddBigint(beforeMs);
        parameters.AddBytes(SeenVersions.AllEarlier.ToArray());
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0, HashBytes);
}
