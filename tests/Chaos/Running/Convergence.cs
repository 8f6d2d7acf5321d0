using Aevrion.Chaos.Checks;
using Aevrion.Chaos.Regions;
using Aevrion.Chaos.Workload;
using Aevrion.Client;
using Npgsql;

namespace Aevrion.Chaos.Running;

/// <summary>Waits, once all faults are over, until the regions are ready and say themselves that they are equal.</summary>
/// <param name="regions">All regions.</param>
internal sealed class Convergence(IReadOnlyList<ChaosRegion> regions) : IAsyncDisposable
{
    /// <summary>How long regions may take until they are ready, equal, and have told their watches; the checks then say what is missing.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    private readonly Dictionary<string, AevrionClient> _clients = regions.ToDictionary(region => region.Name, region => RegionClients.CreatePatient(region.Place.Url));

    private string _latest = "";

    /// <summary>Digest and count of closed time that all regions have, by the last look at them.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>Events in all, in each region.</summary>
    public long Events { get; private set; }

    /// <returns>What went wrong; null when all is well.</returns>
    public async Task<string?> ReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var region in regions)
        {
            if (!await Eventually.HoldsAsync(() => region.Silo.IsReadyAsync(cancellationToken), Limit, cancellationToken))
                return $"{region.Name} is not ready {Limit.TotalSeconds} s after the last fault";
        }

        return null;
    }

    /// <returns>What went wrong; null when all is well.</returns>
    public async Task<string?> EqualAsync(CancellationToken cancellationToken) =>
        await Eventually.HoldsAsync(() => AreEqualAsync(cancellationToken), Limit, cancellationToken)
            ? null
            : $"the regions are not equal {Limit.TotalSeconds} s after the last fault: {_latest}";

    /// <summary>Reads the events of a round in all regions, again until they are the same, with all that is known of them, or the limit is over.</summary>
    public async Task<List<List<StoredEvent>>> ReadEventsAsync(RoundKeys keys, TimeSpan limit, CancellationToken cancellationToken)
    {
        List<List<StoredEvent>> events = [];
        await Eventually.HoldsAsync(
            async () =>
            {
                events.Clear();
                foreach (var region in regions)
                    events.Add(await EventTable.ReadAsync(region, keys.Prefix, cancellationToken));
                return events.TrueForAll(other => EqualRegionsCheck.AreEqual(events[0], other, keys));
            },
            limit,
            cancellationToken);
        return events;
    }

    /// <summary>Has each region verify itself.</summary>
    /// <returns>What it found.</returns>
    public async Task<List<string>> VerifyAsync(CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach (var (name, client) in _clients)
        {
            var report = await client.VerifyToEndAsync(cancellationToken: cancellationToken);
            if (report.State != "sound")
                found.Add($"{name} verifies itself as {report.State}: {string.Join(", ", report.ByKind)} {report.Error}");
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            await client.DisposeAsync();
    }

    private async Task<bool> AreEqualAsync(CancellationToken cancellationToken)
    {
        try
        {
            var trees = await Task.WhenAll(_clients.Values.Select(client => client.GetTreeAsync(cancellationToken)));
            var tables = await Task.WhenAll(regions.Select(region => EventTable.MeasureAsync(region, cancellationToken)));
            _latest = string.Join("; ", trees.Zip(tables).Select(pair =>
                $"{pair.First.Region} has {pair.First.Count} of {pair.Second.Count} events below leaf {pair.First.Horizon}, digest {pair.First.Digest}, the latest in leaf {pair.Second.Latest / RegionSetup.GranularityMs}"));
            (Digest, Events) = ($"{trees[0].Digest} of {trees[0].Count} events", tables[0].Count);
            return Array.TrueForAll(trees, tree => tree.Horizon == trees[0].Horizon && tree.Count == Events && tree.Digest == trees[0].Digest)
                && Array.TrueForAll(tables, table => table.Count == Events && table.Latest / RegionSetup.GranularityMs < trees[0].Horizon);
        }
        catch (Exception failure) when (failure is AevrionException or NpgsqlException)
        {
            _latest = failure.Message;
            return false;
        }
    }
}
