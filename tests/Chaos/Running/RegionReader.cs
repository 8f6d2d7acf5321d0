using System.Text;
using Aevrion.Chaos.Checks;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Workload;
using Aevrion.Client;

namespace Aevrion.Chaos.Running;

/// <summary>Asks a region, after a round, for all that it is held against.</summary>
/// <param name="region">The region.</param>
/// <param name="random">Chooses keys and times.</param>
internal sealed class RegionReader(ChaosRegion region, Random random)
{
    private const int KeysRead = 60;

    public async Task<RegionRecord> ReadAsync(
        RoundHistory history, IReadOnlyList<WatchTape> tapes, IReadOnlyList<StoredEvent> events, string digest, CancellationToken cancellationToken)
    {
        await using var client = RegionClients.CreatePatient(region.Place.Url);
        var prefix = history.Keys.Prefix;
        return new RegionRecord
        {
            Name = region.Name,
            Operations = history.OperationsIn(region.Name),
            Acknowledged = history.AcknowledgedBy(region.Name),
            Watches = tapes.ToDictionary(tape => tape.Name, tape => (IReadOnlyList<WatchedChange>)tape.Take()),
            Events = events,
            Digest = digest,
            Conflicts = await client.ConflictsAsync(prefix, new ConflictsOptions { PageSize = AevrionLimits.MaxPageSize }, cancellationToken)
                .Select(conflict => new ListedConflict(conflict.Key, conflict.Loser.Id, conflict.Winner.Id))
                .ToListAsync(cancellationToken),
            Scan = await client.ScanAsync(prefix, new ScanOptions { IncludeValues = true, PageSize = AevrionLimits.MaxPageSize }, cancellationToken)
                .Select(entry => (entry.Key, entry.Id, TextOf(entry.Value)))
                .ToListAsync(cancellationToken),
            Log = await client.LogAsync(prefix, cancellationToken: cancellationToken).Select(item => item.Id).ToListAsync(cancellationToken),
            Reads = await ReadKeysAsync(client, events, cancellationToken),
        };
    }

    private async Task<List<(string Key, long At, string? Id)>> ReadKeysAsync(
        AevrionClient client, IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        var reads = new List<(string Key, long At, string? Id)>();
        for (var i = 0; i < KeysRead && events.Count > 0; i++)
        {
            var chosen = events[random.Next(events.Count)];
            var at = chosen.Timestamp + random.Next(-1, 2);
            var then = await client.GetEntryAsync(chosen.Key, at, cancellationToken);
            var now = await client.GetEntryAsync(chosen.Key, cancellationToken: cancellationToken);
            reads.Add((chosen.Key, at, then?.Id));
            reads.Add((chosen.Key, long.MaxValue, now?.Id));
        }

        return reads;
    }

    private static string? TextOf(ReadOnlyMemory<byte>? value) => value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
