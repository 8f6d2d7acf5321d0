using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Storage.Scanning;
using Npgsql;

namespace Aevrion.Storage.Postgres.Scanning;

/// <summary>A row of a scan: an event that belongs to the page, or merely where the server stopped.</summary>
/// <param name="Event">The event, without its origin; null where the row has none that belongs to the page.</param>
/// <param name="Origin">The event's origin, still a number.</param>
/// <param name="Key">The key that the row is about.</param>
/// <param name="Stamp">The event that the row is about; default where it is about a key without a version.</param>
/// <param name="IsLast">The server stopped here, and more may follow.</param>
internal readonly record struct ScanRow(ScannedEvent? Event, short Origin, string Key, EventStamp Stamp, bool IsLast)
{
    /// <summary>Reads a row of key, is_last, belongs, ts, id, origin, parents, is_deletion, size and value.</summary>
    /// <param name="reader">Stands on the row.</param>
    /// <param name="hash">Room for the bytes of a hash on their way.</param>
    public static ScanRow Read(NpgsqlDataReader reader, byte[] hash)
    {
        var key = reader.GetString(0);
        var isLast = reader.GetBoolean(1);
        var stamp = reader.IsDBNull(3) ? default : EventRow.ReadStamp(reader, 3, hash);
        if (!reader.GetBoolean(2))
            return new ScanRow(null, 0, key, stamp, isLast);
        ImmutableArray<Hash256> parents = EventRow.ReadParents(reader, 6);
        var scanned = new ScannedEvent(key, stamp, Origin: "", parents, reader.GetBoolean(7), reader.GetInt32(8), EventRow.ReadValue(reader, 9));
        return new ScanRow(scanned, reader.GetInt16(5), key, stamp, isLast);
    }
}
