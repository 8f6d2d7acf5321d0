using Aevrion.Core.Events;
using Aevrion.Core.Tree;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>
/// Inserts events and grows the counts above the new ones, all in one statement and so in one transaction and one round trip.
/// Events that the region dated itself enter open time only.
/// </summary>
/// <remarks>
/// <para>Closed time is held before the first row is inserted, which needs a row of "held": nobody waits for that lock while others
/// wait for his rows.</para>
/// <para>Transactions that meet cannot deadlock, since each takes its locks in the same order: event rows by (ts, id), the order in which
/// they are sent, and after all of them tree rows by (level, index). The aggregate over "fresh" makes PostgreSQL finish the first
/// before it starts the second. What else locks tree rows (<see cref="SaveDigests"/>) keeps that order too.</para>
/// </remarks>
internal sealed class AppendEvents : IStatement<AppendOutcome>
{
    private readonly Event[] _events;
    private readonly short[] _origins;
    private readonly long[] _earliestOwn;
    private readonly long[] _spansMs;

    /// <param name="events">The events, in (timestamp, id) order; repetitions are allowed, the first of them counts.</param>
    /// <param name="origins">Number of each event's origin.</param>
    /// <param name="earliestOwn">The lowest timestamp among the events that the region dated itself; null when there is none.</param>
    /// <param name="shape">Geometry of the tree.</param>
    public AppendEvents(Event[] events, short[] origins, long? earliestOwn, TreeShape shape)
    {
        _events = events;
        _origins = origins;
        _earliestOwn = earliestOwn is { } own ? [own] : [];
        _spansMs = SpansOf(shape);
    }

    public string Text =>
        """
        with held as materialized (
            select case when cardinality($8::bigint[]) > 0 then aevrion.hold_floor() end as floor_ms
        ), fresh as (
            insert into aevrion.event (ts, id, key, value, origin, parents)
            select ts, id, key, value, origin,
                   case when parents is not null then
                       array(select substr(parents, 1 + 32 * n, 32) from generate_series(0, octet_length(parents) / 32 - 1) n)
                   end
            from held cross join unnest($1::bigint[], $2::bytea[], $3::text[], $4::bytea[], $5::smallint[], $6::bytea[])
                 as sent (ts, id, key, value, origin, parents)
            where held.floor_ms is null or held.floor_ms <= ($8::bigint[])[1]
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
        union all
        select floor_ms, null from held where floor_ms > ($8::bigint[])[1]
        """;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints(Array.ConvertAll(_events, @event => @event.Timestamp));
        parameters.AddBytes(PackedHashes.Slices(_events, @event => @event.Id));
        parameters.AddTexts(Array.ConvertAll(_events, @event => @event.Key));
        parameters.AddNullableBytes(Array.ConvertAll(_events, @event => @event.Value));
        parameters.AddSmallints(_origins);
        parameters.AddNullableBytes(Array.ConvertAll(_events, @event => PackedHashes.Concatenate(@event.Parents)));
        parameters.AddBigints(_spansMs);
        parameters.AddBigints(_earliestOwn);
    }

    public async Task<AppendOutcome> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var fresh = new List<EventStamp>();
        long? refusedByFloorMs = null;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false))
                refusedByFloorMs = reader.GetInt64(0);
            else
                fresh.Add(EventRow.ReadStamp(reader, 0));
        }

        return new AppendOutcome(fresh, refusedByFloorMs);
    }

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
