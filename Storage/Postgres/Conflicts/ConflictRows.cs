using Aevrion.Storage.Conflicts;
using Npgsql;

namespace Aevrion.Storage.Postgres.Conflicts;

/// <summary>Rows of the table conflict as arguments: a text[], a bigint[] and a bytea[].</summary>
internal static class ConflictRows
{
    public static void Bind(NpgsqlParameterCollection parameters, IReadOnlyList<ConflictRow> rows)
    {
        parameters.AddTexts([.. rows.Select(row => row.Key)]);
        parameters.AddBigints([.. rows.Select(row => row.Loser.Timestamp)]);
        parameters.AddBytes(PackedHashes.Slices(rows, row => row.Loser.Id));
    }
}
