using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>The newest versions on the list of conflicts that are dated before a time.</summary>
internal sealed class ReadNewestLosers(long beforeMs, int most) : RowsStatement<EventStamp>
{
    public override string Text => "select ts, id from aevrion.conflict where ts < $1::bigint order by ts desc, id desc limit $2::integer";

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigint(beforeMs);
        parameters.AddInteger(most);
    }

    protected override EventStamp ReadRow(NpgsqlDataReader reader) => EventRow.ReadStamp(reader, 0, HashBytes);
}
