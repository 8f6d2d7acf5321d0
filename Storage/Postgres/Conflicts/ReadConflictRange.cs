using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>What the list of conflicts has of a range of keys.</summary>
internal sealed class ReadConflictRange(string after, string? through) : RowsStatement<ConflictRow>
{
    public override string Text =>
        $"select ts, id, key from aevrion.conflict where key > $1::text{(through is null ? "" : " and key <= $2::text")}";

    public override void Bind(NpgsqlParameterCollection parameters)
    {
        parameters.AddText(after);
        if (through is not null)
            parameters.AddText(through);
    }

    protected override ConflictRow ReadRow(NpgsqlDataReader reader) => new(reader.GetString(2), EventRow.ReadStamp(reader, 0, HashBytes));
}
