using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Inserts the events that are not there yet and grows the counts above them, all in one statement and so in one transaction and one round
/// trip. Events that the region dated itself enter open time only, and all events the era of their time.
/// </summary>
/// <remarks>
/// <para>Closed time and eras are held before the first row is inserted, which needs a row of "held": nobody waits for those locks while
/// others wait for his rows.</para>
/// <para>Transactions that meet cannot deadlock, since each takes its locks in the same order: event rows by (ts, id), the order in which
/// they are sent, and after all of them tree rows by (level, index). The aggregate over "fresh" makes PostgreSQL finish the first
/// before it starts the second. What else locks tree rows (<see cref="Statements.SaveDigests"/>) keeps that order too. The commit log comes last.</para>
/// </remarks>
/// <param name="batch">The events; repetitions are allowed, the first of them counts.</param>
/// <param name="spans">Geometry of the tree.</param>
internal sealed class AppendMissingEvents(AppendBatch batch, NodeSpans spans) : IStatement<AppendOutcome>
{
    private static readonly string InTime = TextWith("", "");

    private static readonly string Late = TextWith(LateGrowth.Within("$13", "exists (select from leaf)"), LateGrowth.WaitFor);

    /// <remarks>The first row says what was held and how many events were new; which, is said when not all were.</remarks>
    public string Text => batch.GrowsLate ? Late : InTime;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        EventArguments.Bind(batch, parameters);
        parameters.AddBigints(spans.Ms);
        parameters.AddNullableBytes(batch.OwnStamps());
        LateGrowth.Bind(batch, parameters);
    }

    public async Task<AppendOutcome> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        var outcome = AppendOutcome.Read(reader);
        var count = (int)reader.GetInt64(3);
        if (count == batch.Events.Length)
            return outcome;

        var fresh = new List<EventStamp>(count);
        var bytes = new byte[Core.Hash256.Length];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            fresh.Add(EventRow.ReadStamp(reader, 3, bytes));
        return outcome with { Fresh = fresh };
    }

    private static string TextWith(string late, string waitForLate) =>
        $"""
        with {EventArguments.Held}, fresh as (
            insert into aevrion.event ({EventArguments.Columns})
            select sent.* from held cross join {EventArguments.Rows} where held.may_enter
            on conflict (ts, id) do nothing
            returning ts, id
        ), leaf as (
            select ts / ($11::bigint[])[1] * ($11::bigint[])[1] as ts, count(*) as count from fresh group by 1
        ){late}, grown as (
            insert into aevrion.tree_node as node (level, index, count)
            select span.number - 1, leaf.ts / span.ms, sum(leaf.count)::bigint
            from leaf cross join unnest($11::bigint[]) with ordinality as span (ms, number) {waitForLate}
            group by 1, 2 order by 1, 2
            on conflict (level, index) do update set count = node.count + excluded.count
            returning true
        ), total as materialized (
            select count(*) as fresh, string_agg(int8send(ts) || id, ''::bytea) as stamps from fresh
        ), entered as materialized (
            select aevrion.end_append(total.stamps, $10::bigint, $12::bytea) as position
            from (select count(*) as nodes from grown) as above cross join total where above.nodes > 0
        )
        select held.newest_era, held.floor_ms, entered.position, total.fresh as ts, null::bytea as id
        from held cross join total left join entered on true
        union all
        select null, null, null, ts, id from fresh where (select total.fresh from total) < cardinality($1::bigint[])
        """;
}
