using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// The events of a span of time behind a stamp, in (timestamp, id) order, through the one that takes the sum of the value sizes over
/// the limit. One scan of a range of the primary key, without a sort; the size of a large value is known without reading it.
/// </summary>
internal sealed class ReadRange(long fromMs, long toMs, EventStamp? after, int maxEvents, long maxBytes) : RowsStatement<EventRow>
{
    public override string Text =>
        $"""
        select {EventRow.Columns}
        from (
            select found.*,
                   coalesce(sum(octet_length(value)) over (order by ts, id rows between unbounded preceding and 1 preceding), 0) as bytes_before
            from (
                select {EventRow.Columns} from aevrion.event
                where (ts, id) > ($1::bigint, $2::bytea) and ts < $3::bigint
                order by ts, id
                limit $4::integer
            ) as found
        ) as counted
        where bytes_before <= $5::bigint
        order by ts, id
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        // No id is as low as the empty one: it stands before every event of its millisecond.
        var startsInside = after is { } stamp && stamp.Timestamp >= fromMs;
        parameters.AddBigint(startsInside ? after!.Value.Timestamp : fromMs);
        parameters.AddBytes(startsInside ? after!.Value.Id.ToArray() : ReadOnlyMemory<byte>.Empty);
        parameters.AddBigint(toMs);
        parameters.AddInteger(maxEvents);
        parameters.AddBigint(maxBytes);
    }

    protected override EventRow ReadRow(NpgsqlDataReader reader) => EventRow.Read(reader, HashBytes);
}
