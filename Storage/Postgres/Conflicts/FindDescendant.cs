using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The oldest version of a key that names an older one, or everything before.</summary>
/// <remarks>
/// Goes through the versions upwards from the one asked for, span by span in the order of the key index, and stops at the first that does. Parents
/// found since are looked up beside that: a join would lose the order.
/// </remarks>
internal sealed class FindDescendant(EventStamp loser, long beforeMs) : RowsStatement<EventStamp>
{
    public override string Text =>
        """
        select oldest.ts, oldest.id
        from aevrion.event as lost
        cross join lateral (
            select named.ts, named.id
            from (
                select * from aevrion.era_span where beyond_ms > lost.ts and from_ms < $3::bigint order by from_ms offset 0
            ) as span
            cross join lateral (
                select event.ts, event.id
                from aevrion.event
                where event.era = span.number and event.key = lost.key
                  and event.ts >= greatest(span.from_ms, lost.ts) and event.ts < least(span.beyond_ms, $3::bigint)
                  and (event.ts, event.id) > (lost.ts, lost.id)
                  and exists (
                      select
                      from coalesce(event.parents, '') as own,
                           coalesce((select more.parents from aevrion.event_parent as more where more.ts = event.ts and more.id = event.id), '') as found,
                           generate_series(1, octet_length(own) + octet_length(found), 32) as place
                      where substr(own || found, place, 32) in (lost.id, $4::bytea)
                  )
                order by event.ts limit 1
            ) as named
            order by span.from_ms limit 1
        ) as oldest
        where lost.ts = $1::bigint and lost.id = $2::bytea
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(loser.Timestamp);
        parameters.AddBytes(loser.Id.ToArray());
        parameters.AddBigint(beforeMs);
        parameters.AddBytes(SeenVersions.AllEarlier.ToArray());
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0, HashBytes);
}
