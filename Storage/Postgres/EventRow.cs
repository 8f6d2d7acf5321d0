using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres;

/// <summary>A row of the table event; the origin is still a number.</summary>
internal readonly record struct EventRow(
    EventStamp Stamp, string Key, ReadOnlyMemory<byte>? Value, short Origin, ImmutableArray<Hash256> Parents)
{
    /// <summary>The columns that <see cref="Read"/> expects first in a row.</summary>
    public const string Columns = "ts, id, key, value, origin, parents";

    public static EventRow Read(NpgsqlDataReader reader) => new(
        ReadStamp(reader, 0),
        reader.GetString(2),
        ReadValue(reader, 3),
        reader.GetInt16(4),
        reader.IsDBNull(5) ? [] : [.. reader.GetFieldValue<byte[][]>(5).Select(parent => new Hash256(parent))]);

    /// <summary>Reads ts and id from two neighbouring columns.</summary>
    public static EventStamp ReadStamp(NpgsqlDataReader reader, int firstColumn) =>
        new(reader.GetInt64(firstColumn), new Hash256(reader.GetFieldValue<byte[]>(firstColumn + 1)));

    /// <summary>Reads a value; null for a deletion, which an empty value is not.</summary>
    public static ReadOnlyMemory<byte>? ReadValue(NpgsqlDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetFieldValue<byte[]>(column);
    }

    public Event ToEvent(string origin) => Event.Restore(Key, Value, Stamp.Timestamp, Stamp.Id, origin, Parents);
}
