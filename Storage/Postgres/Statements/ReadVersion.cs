using Aevrion.Core;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>The version of a key that stood at a time; at <see cref="long.MaxValue"/> the latest.</summary>
internal sealed class ReadVersion(string key, long timestamp, ExcludedEras excluded) : IStatement<EventRow?>
{
    /// <remarks>
    /// Spans of eras are probed from the newest on, and no more of them than needed. The time comes from the index alone; then the versions of that
    /// time are read, of which the one with the highest id is taken: what lies next in the index is another page of the table, far from memory in a
    /// long history. A range instead of the one time, and no order by time, leave the planner no other index to prefer.
    /// </remarks>
    private static readonly string Sql =
        $"""
        select found.*
        from {SpanExclusion.Spans}
        cross join lateral (
            select {EventRow.Columns} from aevrion.event
            where era = span.number and key = $1::text and ts < span.beyond_ms and ts <= $2::bigint and ts >= (
                select newest.ts from aevrion.event as newest
                where newest.era = span.number and newest.key = $1::text
                  and newest.ts >= span.from_ms and newest.ts < span.beyond_ms and newest.ts <= $2::bigint
                order by newest.ts desc
                limit 1)
            order by id desc
            limit 1
        ) as found
        where span.from_ms <= $2::bigint and {SpanExclusion.MayHave("$3")}
        order by span.from_ms desc
        limit 1
        """;

    public string Text => Sql;

    public bool IsReadOnly => true;

    public void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(key);
        parameters.AddBigint(timestamp);
        SpanExclusion.Bind(parameters, excluded);
    }

    public async Task<EventRow?> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? EventRow.Read(reader, new byte[Hash256.Length]) : null;
}
