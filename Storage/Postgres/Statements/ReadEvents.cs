using Aevrion.Core.Events;
using Aevrion.Storage.Postgres.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// The events with these stamps, in the order asked, through the one that takes the sum of the value sizes over the limit. The limit
/// works in the server: values beyond it are never read.
/// </summary>
internal sealed class ReadEvents(IReadOnlyList<EventStamp> stamps, long maxBytes) : RowsStatement<EventRow>
{
    private static readonly string Sql =
        $"""
        select counted.ts, counted.id, key, value, origin, {AllParents.Of("counted")}, batch
        from (
            select found.*, asked.number,
                   coalesce(sum(octet_length(found.value)) over (order by asked.number rows between unbounded preceding and 1 preceding), 0)
                       as bytes_before
            from unnest($1::bigint[], $2::bytea[]) with ordinality as asked (ts, id, number)
            cross join lateral (
                select {EventRow.Columns} from aevrion.event where event.ts = asked.ts and event.id = asked.id limit 1
            ) as found
        ) as counted
        {AllParents.Join("counted")}
        where bytes_before <= $3::bigint
        order by number
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints([.. stamps.Select(stamp => stamp.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(stamps, stamp => stamp.Id));
        parameters.AddBigint(maxBytes);
    }

    protected override EventRow ReadRow(NpgsqlDataReader reader) => EventRow.Read(reader, HashBytes);
}
