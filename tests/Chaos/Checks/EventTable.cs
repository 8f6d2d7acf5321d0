using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aevrion.Chaos.Regions;
using Npgsql;

namespace Aevrion.Chaos.Checks;

/// <summary>Reads the table of events of a region, past its silo.</summary>
internal static class EventTable
{
    private const int IdBytes = 32;

    private const string Events = """
        select event.key, event.ts, encode(event.id, 'hex'), event.value, region.name,
               coalesce(event.parents, '') || coalesce(more.parents, '')
        from aevrion.event
        join aevrion.region on region.id = event.origin
        left join aevrion.event_parent as more on more.ts = event.ts and more.id = event.id
        where event.key >= $1 and event.key < $2
        order by event.ts, event.id
        """;

    /// <summary>The events of keys with a prefix, in (timestamp, id) order.</summary>
    public static async Task<List<StoredEvent>> ReadAsync(ChaosRegion region, string prefix, CancellationToken cancellationToken)
    {
        await using var connection = await region.ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Events, connection)
        {
            Parameters = { new() { Value = prefix }, new() { Value = $"{prefix}{char.MaxValue}" } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(new StoredEvent(
                reader.GetString(0),
                reader.GetInt64(1),
                reader.GetString(2),
                await reader.IsDBNullAsync(3, cancellationToken) ? null : Encoding.UTF8.GetString(await reader.GetFieldValueAsync<byte[]>(3, cancellationToken)),
                reader.GetString(4),
                ParentsIn(await reader.GetFieldValueAsync<byte[]>(5, cancellationToken))));
        }

        return events;
    }

    /// <summary>Ids are kept one after the other.</summary>
    private static List<string> ParentsIn(byte[] ids) => [.. ids.Chunk(IdBytes).Select(Convert.ToHexStringLower).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How many events there are, and the time of the latest.</summary>
    public static async Task<(long Count, long Latest)> MeasureAsync(ChaosRegion region, CancellationToken cancellationToken)
    {
        await using var connection = await region.ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand("select count(*), coalesce(max(ts), 0) from aevrion.event", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>A hash of events: what is left of a round once it was checked, to see at the end of a run that it is still there.</summary>
    public static string Seal(IEnumerable<StoredEvent> events)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in events)
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{item.Timestamp}\n{item.Id}\n{item.Key}\n{item.Value is null}\n{item.Value}\n")));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
