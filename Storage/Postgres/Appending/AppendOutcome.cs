using Aevrion.Core.Events;
using Npgsql;

namespace Aevrion.Storage.Postgres.Appending;

/// <summary>What came of an append.</summary>
/// <param name="FloorMs">The floor of closed time; null when nothing was held to it.</param>
/// <param name="NewestEra">The newest era there is. When the append did not know it, nothing was written.</param>
/// <param name="Position">The position in the commit log; null when nothing was written.</param>
/// <param name="Fresh">The stamps of the events that were new; null when all were.</param>
internal sealed record AppendOutcome(long? FloorMs, short NewestEra, long? Position, IReadOnlyList<EventStamp>? Fresh = null)
{
    /// <summary>Reads the newest era and the floor from the first two columns.</summary>
    public static AppendOutcome ReadHeld(NpgsqlDataReader reader) =>
        new(reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetInt16(0), Position: null);

    /// <summary>Reads the same, and the position from the third column.</summary>
    public static AppendOutcome Read(NpgsqlDataReader reader) =>
        ReadHeld(reader) with { Position = reader.IsDBNull(2) ? null : reader.GetInt64(2) };
}
