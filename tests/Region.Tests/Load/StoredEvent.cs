using System.Text;
using Aevrion.Core;
using Aevrion.Core.Events;
using Aevrion.Region.Tests.Hosting;
using Npgsql;

namespace Aevrion.Region.Tests.Load;

/// <summary>An event as it lies in a region's table, read past the product.</summary>
/// <param name="Key">The key.</param>
/// <param name="Stamp">Timestamp and id.</param>
/// <param name="Value">The value as text; null for a deletion.</param>
/// <param name="Parents">Everything that the event is known to have seen.</param>
internal sealed record StoredEvent(string Key, EventStamp Stamp, string? Value, IReadOnlySet<Hash256> Parents)
{
    public static async Task<List<StoredEvent>> ReadAllAsync(TestRegion region)
    {
        await using var connection = new NpgsqlConnection(region.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select event.key, event.ts, event.id, event.value, coalesce(event.parents, '') || coalesce(added.parents, '')
            from aevrion.event left join aevrion.event_parent as added using (ts, id)
            order by event.ts, event.id
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var events = new List<StoredEvent>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var parents = await BytesAsync(reader, 4);
            events.Add(new StoredEvent(
                reader.GetString(0),
                new EventStamp(reader.GetInt64(1), new Hash256(await BytesAsync(reader, 2))),
                await reader.IsDBNullAsync(3, TestContext.Current.CancellationToken) ? null : Encoding.UTF8.GetString(await BytesAsync(reader, 3)),
                parents.Chunk(Hash256.Length).Select(parent => new Hash256(parent)).ToHashSet()));
        }

        return events;
    }

    private static Task<byte[]> BytesAsync(NpgsqlDataReader reader, int column) =>
        reader.GetFieldValueAsync<byte[]>(column, TestContext.Current.CancellationToken);
}
