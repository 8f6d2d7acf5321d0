using Aevrion.Core.Conflicts;
using Aevrion.Core.Events;
using Aevrion.Storage.Filters;
using Aevrion.Storage.Postgres.Filters;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>A page of a key's versions with their parents, newest first.</summary>
internal sealed class ReadOlderLineages(string key, EventStamp before, int limit, ExcludedEras excluded) : RowsStatement<VersionLineage>
{
    public override string Text =>
        """
        select ts, id, parents
        from aevrion.read_lineage($1::text, $2::bigint, $3::bytea, $4::integer, $5::bigint[]) with ordinality as version (ts, id, parents, place)
        order by place
        """;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(key);
        parameters.AddBigint(before.Timestamp);
        parameters.AddBytes(before.Id.ToArray());
        parameters.AddInteger(limit);
        SpanExclusion.Bind(parameters, excluded);
    }

    protected override VersionLineage ReadRow(NpgsqlDataReader reader) =>
        new(EventRow.ReadStamp(reader, 0, HashBytes), EventRow.ReadParents(reader, 2));
}
