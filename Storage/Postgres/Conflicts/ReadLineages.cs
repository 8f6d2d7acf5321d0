using Aevrion.Core.Events;
using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Keys and parents of events by their stamps, in any order, absent ones left out.</summary>
internal sealed class ReadLineages(IReadOnlyList<EventStamp> stamps) : RowsStatement<KeyLineage>
{
    private static readonly string Sql =
        $"""
        select event.ts, event.id, event.key, {AllParents.Of("event")}
        from unnest($1::bigint[], $2::bytea[]) as asked (ts, id)
        join aevrion.event on event.ts = asked.ts and event.id = asked.id
        {AllParents.Join("event")}
        """;

    public override string Text => Sql;

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddBigints([.. stamps.Select(stamp => stamp.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(stamps, stamp => stamp.Id));
    }

    protected override KeyLineage ReadRow(NpgsqlDataReader reader) =>
        new(reader.GetString(2), EventRow.ReadStamp(reader, 0, HashBytes), EventRow.ReadParents(reader, 3));
}
