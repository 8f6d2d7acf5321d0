using Aevrion.Core.Events;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>A page of a key's versions, newest first.</summary>
internal sealed class ReadHistory(string key, EventStamp before, int limit, bool includeValues, ExcludedEras excluded) : RowsStatement<VersionRow>
{
    /// <summary>Later than every stamp there can be.</summary>
    public static readonly EventStamp End = new(long.MaxValue, default);

    /// <remarks>Goes through the spans of the eras from the newest on, as far as the page reaches, each as <see cref="ReadVersion"/> does.</remarks>
    private static readonly string Sql =
        $"""
        select ts, id, origin, value is null, coalesce(octet_length(value), 0), case when $5::boolean then value end
        from {SpanExclusion.Spans}
        cross join lateral (
            select * from (
                select ts, id, origin, value from aevrion.event
                where era = span.number and key = $1::text and ts >= span.from_ms and ts < span.beyond_ms
                  and ts <= $2::bigint and (ts, id) < ($2::bigint, $3::bytea)
                order by ts desc
                fetch first ($4::integer) rows with ties
            ) as newest
            order by ts desc, id desc
            limit $4::integer
        ) as version
        where span.from_ms <= $2::bigint and {SpanExclusion.MayHave("$6")}
        order by span.from_ms desc, ts desc, id desc
        limit $4::integer
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(key);
        parameters.AddBigint(before.Timestamp);
        parameters.AddBytes(before.Id.ToArray());
        parameters.AddInteger(limit);
        parameters.AddBoolean(includeValues);
        SpanExclusion.Bind(parameters, excluded);
    }

    protected override VersionRow ReadRow(NpgsqlDataReader reader) => new(
        EventRow.ReadStamp(reader, 0, HashBytes),
        reader.GetInt16(2),
        reader.GetBoolean(3),
        reader.GetInt32(4),
        EventRow.ReadValue(reader, 5));
}
