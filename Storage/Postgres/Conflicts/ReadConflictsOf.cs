using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>What the list of conflicts has of some keys.</summary>
internal sealed class ReadConflictsOf(string[] keys) : RowsStatement<ConflictRow>
{
    public override string Text => "select ts, id, key from aevrion.conflict where key = any ($1::text[])";

    public override void Bind(NpgsqlParameterCollection parameters) => parameters.AddTexts(keys);

    protected override ConflictRow ReadRow(NpgsqlDataReader reader) => new(reader.GetString(2), EventRow.ReadStamp(reader, 0, HashBytes));
}
