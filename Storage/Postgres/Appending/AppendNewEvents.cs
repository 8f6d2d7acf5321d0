using Aevrion.Storage.Postgres.Commits;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>
/// Inserts events none of which is there yet, and grows the counts above them: one statement, one transaction and one round trip, as
/// <see cref="AppendMissingEvents"/>, and cheaper. Fails as a whole on an event that is there.
/// </summary>
/// <remarks>Locks are taken in the same order; counting "added" makes PostgreSQL finish the events before it starts with the tree, and counting "grown" the tree before the log.</remarks>
internal sealed class AppendNewEvents(AppendBatch batch, NodeSpans spans) : IStatement<AppendOutcome>
{
    private static readonly string InTime = TextWith("", "");

    private static readonly string Late = TextWith(LateGrowth.Within("$16", "(select count(*) from added) > 0"), LateGrowth.WaitFor);

    public string Text => batch.GrowsLate ? Late : InTime;

    public bool IsReadOnly => false;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        EventArguments.Bind(batch, parameters);
        TreeGrowth.Bind(spans.CountAbove(batch.Timestamps), parameters);
        parameters.AddBytes(PackedStamps.Pack(batch.Events));
        parameters.AddNullableBooleans(batch.IsOwn);
        LateGrowth.Bind(batch, parameters);
    }

    public async Task<AppendOutcome> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return AppendOutcome.Read(reader);
    }

    private static string TextWith(string late, string waitForLate) =>
        $"""
        with {EventArguments.Held}, added as (
            insert into aevrion.event ({EventArguments.Columns})
            select sent.* from held cross join {EventArguments.Rows} where held.may_enter
            returning true
        ){late}, grown as (
            insert into aevrion.tree_node as node (level, index, count)
            select above.* from (select count(*) as events from added) as total
            cross join unnest($11::smallint[], $12::bigint[], $13::bigint[]) as above (level, index, count) {waitForLate}
            where total.events > 0
            on conflict (level, index) do update set count = node.count + excluded.count
            returning true
        ), entered as materialized (
            select {EventArguments.EndOf("$14::bytea", "$15")} as position from (select count(*) as nodes from grown) as total where total.nodes > 0
        )
        select held.newest_era, held.floor_ms, entered.position from held left join entered on true
        """;
}
