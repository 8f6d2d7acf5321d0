using Aevrion.Core;
using Aevrion.Core.Tree;
using Aevrion.Storage.Rebuild;
using Npgsql;

namespace Aevrion.Storage.Postgres.Statements;

/// <summary>Reads a row that has level, index, count, digest and digest_count first.</summary>
internal static class TreeRowColumns
{
    public static TreeRow Read(NpgsqlDataReader reader) => new(
        new NodeAddress(reader.GetInt16(0), reader.GetInt64(1)),
        reader.GetInt64(2),
        reader.IsDBNull(3) ? null : new Hash256(reader.GetFieldValue<byte[]>(3)),
        reader.IsDBNull(4) ? null : reader.GetInt64(4));
}
