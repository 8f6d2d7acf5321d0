using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Aevrion.Core;
using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>A row of the table event; the origin is still a number.</summary>
internal readonly record struct EventRow(
    EventStamp Stamp, string Key, ReadOnlyMemory<byte>? Value, short Origin, ImmutableArray<Hash256> Parents, EventBatch? Batch)
{
    /// <summary>The columns that <see cref="Read"/> expects first in a row.</summary>
    public const string Columns = "ts, id, key, value, origin, parents, batch";

    /// <param name="reader">Stands on the row.</param>
    /// <param name="hash">Room for the bytes of a hash on their way.</param>
    public static EventRow Read(NpgsqlDataReader reader, byte[] hash) => new(
        ReadStamp(reader, 0, hash), reader.GetString(2), ReadValue(reader, 3), reader.GetInt16(4), ReadParents(reader, 5), ReadBatch(reader, 6));

    /// <summary>Reads ts and id from two neighbouring columns.</summary>
    public static EventStamp ReadStamp(NpgsqlDataReader reader, int firstColumn, byte[] hash) =>
        new(reader.GetInt64(firstColumn), ReadHash(reader, firstColumn + 1, hash));

    /// <summary>Reads a hash.</summary>
    public static Hash256 ReadHash(NpgsqlDataReader reader, int column, byte[] hash)
    {
        var length = reader.GetBytes(column, 0, hash, 0, hash.Length);
        return new Hash256(hash.AsSpan(0, (int)length));
    }

    /// <summary>Reads a value; null for a deletion, which an empty value is not.</summary>
    public static ReadOnlyMemory<byte>? ReadValue(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetFieldValue<byte[]>(column);
    }

    public Event ToEvent(string origin) => Event.Restore(Key, Value, Stamp.Timestamp, Stamp.Id, origin, Parents, Batch);

    private static EventBatch? ReadBatch(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : EventBatch.Read(reader.GetFieldValue<byte[]>(column));

    /// <summary>Reads parents, 32 bytes to each; null is none.</summary>
    public static ImmutableArray<Hash256> ReadParents(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return [];
        ReadOnlySpan<byte> bytes = reader.GetFieldValue<byte[]>(column);
        var parents = new Hash256[bytes.Length / Hash256.Length];
        for (var i = 0; i < parents.Length; i++)
            parents[i] = new Hash256(bytes.Slice(i * Hash256.Length, Hash256.Length));
        return ImmutableCollectionsMarshal.AsImmutableArray(parents);
    }
}
