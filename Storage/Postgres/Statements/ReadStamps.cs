using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The stamps of the events in these spans of time, which ascend and do not overlap, in (timestamp, id) order.</summary>
internal sealed class ReadStamps(long[] firstMs, long[] beyondMs) : RowsStatement<EventStamp>
{
    /// <remarks>The offset keeps the planner from turning one scan of the primary key a span into a scan of the table.</remarks>
    public override string Text =>
        """
        select found.ts, found.id
        from unnest($1::bigint[], $2::bigint[]) with ordinality as asked (first, beyond, number)
        cross join lateral (
            select ts, id from aevrion.event where ts >= asked.first and ts < asked.beyond offset 0
        ) as found
        order by asked.number, found.ts, found.id
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints(firstMs);
        parameters.AddBigints(beyondMs);
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0, HashBytes);
}
