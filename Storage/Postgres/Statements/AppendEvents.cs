using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Inserts events and grows the counts above the new ones, all in one statement and so in one transaction and one round trip.
/// Answers the stamps of those that were new.
/// </summary>
/// <remarks>
/// Transactions that meet cannot deadlock, since each takes its locks in the same order: event rows by (ts, id), the order in which
/// they are sent, and after all of them tree rows by (level, index). The aggregate over "fresh" makes PostgreSQL finish the first
/// before it starts the second. What else locks tree rows (<see cref="SaveDigests"/>) keeps that order too.
/// </remarks>
internal sealed class AppendEvents : RowsStatement<EventStamp>
{
    private readonly Event[] _events;
    private readonly short[] _origins;
    private readonly long[] _spansMs;

    /// <param name="events">The events, in (timestamp, id) order; repetitions are allowed, the first of them counts.</param>
    /// <param name="origins">Number of each event's origin.</param>
    /// <param name="shape">Geometry of the tree.</param>
    public AppendEvents(Event[] events, short[] origins, TreeShape shape)
    {
        _events = events;
        _origins = origins;
        _spansMs = SpansOf(shape);
    }

    public override string Text =>
        """
        with fresh as (
            insert into aevrion.event (ts, id, key, value, origin, parents)
            select ts, id, key, value, origin,
                   case when parents is not null then
                       array(select substr(parents, 1 + 32 * n, 32) from generate_series(0, octet_length(parents) / 32 - 1) n)
                   end
            from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[], $6::bytea[])
                 as sent (ts, id, key, value, origin, parents)
            on conflict (ts, id) do nothing
            returning ts, id
        ), leaf as (
            select ts / ($7::bigint[])[1] * ($7::bigint[])[1] as ts, count(*) as count from fresh group by 1
        ), grown as (
            insert into aevrion.tree_node as node (level, index, count)
            select span.number - 1, leaf.ts / span.ms, sum(leaf.count)::bigint
            from leaf cross join unnest($7::bigint[]) with ordinality as span (ms, number)
            group by 1, 2 order by 1, 2
            on conflict (level, index) do update set count = node.count + excluded.count
        )
        select ts, id from fresh
        """;

    public override bool IsReadOnly => false;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints(Array.ConvertAll(_events, @event => @event.Timestamp));
        parameters.AddBytes(PackedHashes.Slices(_events, @event => @event.Id));
        parameters.AddTexts(Array.ConvertAll(_events, @event => @event.Key));
        parameters.AddNullableBytes(Array.ConvertAll(_events, @event => @event.Value));
        parameters.AddSmallints(_origins);
        parameters.AddNullableBytes(Array.ConvertAll(_events, @event => PackedHashes.Concatenate(@event.Parents)));
        parameters.AddBigints(_spansMs);
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0);

    /// <summary>Milliseconds that a node spans, by level.</summary>
    private static long[] SpansOf(TreeShape shape)
    {
        var spans = new long[shape.HighestLevel + 1];
        spans[0] = shape.GranularityMs;
        for (var level = 1; level < spans.Length; level++)
            spans[level] = checked(spans[level - 1] * shape.BranchingFactor);
        return spans;
    }
}
