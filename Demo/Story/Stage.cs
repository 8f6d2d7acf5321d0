using System.Diagnostics;
using System.Text;
using Aevrion.Client;
using Aevrion.Demo.Check;
using Aevrion.Demo.History;
using Aevrion.Demo.Pictures;
using Aevrion.Demo.Regions;

namespace Aevrion.Demo.Story;

/// <summary>What all acts of the story share. Whatever is written through it is noted in the ledger once it is acknowledged.</summary>
internal sealed class Stage(LinkedRegions regions, RepositoryHistory history, Narrator narrator)
{
    private static readonly TimeSpan ArrivalPatience = TimeSpan.FromSeconds(30);

    public LinkedRegions Regions { get; } = regions;

    public Region Eu => Regions.Eu;

    public Region Us => Regions.Us;

    public RepositoryHistory History { get; } = history;

    public Narrator Narrator { get; } = narrator;

    public Ledger Ledger { get; } = new();

    public TreePicture Picture { get; } = new(regions.Eu.Name, regions.Us.Name, narrator.Width, narrator.IsColoured);

    public async Task PutAsync(Region region, string key, string text, CancellationToken cancellationToken)
    {
        var written = await region.Client.PutAsync(key, text, cancellationToken: cancellationToken);
        Ledger.Note(new LedgerEntry(key, written.Id, written.Timestamp, text));
    }

    public async Task DeleteAsync(Region region, string key, CancellationToken cancellationToken)
    {
        var written = await region.Client.DeleteAsync(key, cancellationToken: cancellationToken);
        Ledger.Note(new LedgerEntry(key, written.Id, written.Timestamp, null));
    }

    /// <summary>Writes events that have their own time.</summary>
    /// <returns>How many the region did not have yet.</returns>
    public async Task<int> ImportAsync(
        Region region, IEnumerable<(string Key, string? Text, long TimestampMs)> events, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var chunk in events.Where(item => Encoding.UTF8.GetByteCount(item.Key) <= AevrionLimits.MaxKeyBytes).Chunk(AevrionLimits.MaxBatchLines))
        {
            var operations = chunk.Select(item => item.Text is { } text
                ? BatchOperation.Put(item.Key, text, item.TimestampMs)
                : BatchOperation.Delete(item.Key, item.TimestampMs));
            var results = await region.Client.BatchAsync(operations, cancellationToken);
            foreach (var (item, result) in chunk.Zip(results))
                Ledger.Note(new LedgerEntry(item.Key, result.Id, result.Timestamp, item.Text));
            added += results.Count(result => result.Added);
        }

        return added;
    }

    /// <summary>What a region answers for a key, as text.</summary>
    public static async Task<string> ReadAsync(Region region, string key, CancellationToken cancellationToken)
    {
        var entry = await region.Client.GetEntryAsync(key, cancellationToken: cancellationToken);
        return entry is null ? "(nothing)" : Encoding.UTF8.GetString(entry.Value.Span);
    }

    /// <summary>Waits until a region answers that for the key.</summary>
    public static async Task<TimeSpan> ArrivalAsync(Region region, string key, string text, CancellationToken cancellationToken)
    {
        var started = Stopwatch.StartNew();
        while (await ReadAsync(region, key, cancellationToken) != text)
        {
            if (started.Elapsed > ArrivalPatience)
                throw new RegionFailedException($"In {ArrivalPatience.TotalSeconds} s '{key}' has not arrived in {region.Name} (log: {region.Log}).");
            await Task.Delay(1, cancellationToken);
        }

        return started.Elapsed;
    }

    /// <summary>Compares the trees once everything that was written is in closed time.</summary>
    public async Task<TreeComparison> CompareAsync(CancellationToken cancellationToken)
    {
        await AwaitClosedTimeAsync(cancellationToken);
        return await TreeComparison.TakeAsync(Eu.Client, Us.Client, cancellationToken);
    }

    /// <summary>Waits until the horizons of both regions have passed everything that was written.</summary>
    public async Task AwaitClosedTimeAsync(CancellationToken cancellationToken)
    {
        foreach (var region in new[] { Eu, Us })
        {
            var started = Stopwatch.StartNew();
            while (await region.Client.GetStatusAsync(cancellationToken) is var status && status.Horizon * status.Granularity <= Ledger.LatestTimestampMs)
            {
                if (started.Elapsed > ArrivalPatience)
                    throw new RegionFailedException($"Time does not close in {region.Name}: its horizon stays at {status.Horizon} (log: {region.Log}).");
                await Task.Delay(20, cancellationToken);
            }
        }
    }
}
