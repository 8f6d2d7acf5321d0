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

    private const string Sql =
        """
        select ts, id, origin, value is null, coalesce(octet_length(value), 0), case when $5::boolean then value end
        from aevrion.read_history($1::text, $2::bigint, $3::bytea, $4::integer, $6::bigint[]) with ordinality
            as version (ts, id, origin, value, place)
        order by place
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
