using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;
using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Tree;
using Aevrion.Grains.Interfaces.Conflicts;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Tree;
using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Bench.Memory;

/// <summary>Memory that a region in this process holds on to, garbage aside; and what lies in its database.</summary>
internal static class HeldMemory
{
    /// <summary>Keys, and leaves of the tree.</summary>
    public const int DefaultCount = 100_000;

    private const string PerKey = "held-per-active-key";
    private const string AfterIdle = "held-after-idle";
    private const string PerLeaf = "held-per-tree-leaf";
    private const string StoredPerNode = "stored-per-tree-node";
    private const string StoredPerEvent = "stored-per-event";
    private const double AfterIdleAtMost = 0.10;
    private const int Readers = 256;

    private static readonly TimeSpan IdleTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan GoneWithin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(100);

    public static string[] Figures { get; } = [PerKey, AfterIdle, PerLeaf, StoredPerNode, StoredPerEvent];

    /// <summary>Measures with a key and a leaf an event.</summary>
    public static async Task MeasureAsync(FigureRun run, int count, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(run.Server, "held", cancellationToken);
        var time = new HurriedTime();
        await using var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken, time);
        var shape = region.Services.GetRequiredService<RegionTree>().Shape;
        var lastLeaf = shape.LeafOf(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var leaves = new NodeRange(0, lastLeaf - count, lastLeaf);
        await new EventFill(region.Log, keys: 0).RunAsync(
            0, count, shape.StartOf(leaves.First), shape.StartOf(leaves.End) - shape.StartOf(leaves.First), run.Progress, cancellationToken);

        await MeasureKeysAsync(run, region, time, count, cancellationToken);
        await MeasureLeavesAsync(run, region, leaves, cancellationToken);
        await MeasureStoredAsync(run, database, cancellationToken);
    }

    private static async Task MeasureKeysAsync(FigureRun run, HostedRegion region, HurriedTime time, int count, CancellationToken cancellationToken)
    {
        run.Progress.Begin($"Reading {count:N0} keys once", 1);
        await region.Grains.GetKeyGrain(BenchEvents.KeyOf(0)).GetLatest();

        // What the follower of conflicts remembers of the events that were filled in is not the keys'.
        while (!await region.Grains.GetGrain<IConflictGrain>(0).CatchUp())
            cancellationToken.ThrowIfCancellationRequested();
        var empty = Heap.Bytes();
        await CallLoad.RunAsync(Readers, count, async (_, number) => await region.Grains.GetKeyGrain(BenchEvents.KeyOf(number)).GetLatest(), cancellationToken);
        var active = Heap.Bytes() - empty;

        run.Progress.Begin("Waiting until idle keys have gone", 1);
        var keys = region.Services.GetRequiredService<ActiveKeys>();
        await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken);
        time.PutForward(IdleTime);
        var asked = TimeProvider.System.GetTimestamp();
        while (keys.Count > 0 && TimeProvider.System.GetElapsedTime(asked) < GoneWithin)
            await Task.Delay(PollPeriod, cancellationToken);
        var left = keys.Count == 0 ? Heap.Bytes() - empty : active;

        run.Add(new Figure(PerKey, "bytes") { Note = $"{count:N0} keys of {BenchEvents.KeyBytes} bytes with values of {BenchEvents.ValueBytes}, read once; a grain, its version and its value." }, new Samples(active / (double)count));
        run.Add(
            new Figure(AfterIdle, "bytes") { AtMost = AfterIdleAtMost, Note = $"Once the keys have been idle for {IdleTime.TotalHours:0} hour." },
            new Samples(Math.Max(0, left)),
            "while they were active",
            new Samples(active));
    }

    private static async Task MeasureLeavesAsync(FigureRun run, HostedRegion region, NodeRange leaves, CancellationToken cancellationToken)
    {
        run.Progress.Begin("Taking the digests of all leaves", leaves.End - leaves.First);
        var tree = region.Services.GetRequiredService<RegionTree>();
        await tree.SnapshotAsync(leaves.End, cancellationToken);
        var empty = Heap.Bytes();
        var seen = 0;
        for (var first = leaves.First; first < leaves.End; first += ReadLeafDigests.MaxLeaves)
        {
            seen += (await tree.LeafDigestsAsync([new NodeRange(0, first, Math.Min(first + ReadLeafDigests.MaxLeaves, leaves.End))], cancellationToken)).Count;
            run.Progress.Show(seen);
        }

        run.Add(new Figure(PerLeaf, "bytes") { Note = "Digests of leaves that exchanges keep in memory." }, new Samples((Heap.Bytes() - empty) / (double)Math.Max(1, seen)));
    }

    private static async Task MeasureStoredAsync(FigureRun run, BenchDatabase database, CancellationToken cancellationToken)
    {
        await database.RunAsync(cancellationToken, "vacuum (analyze)");
        var node = await database.ReadAsync<double>(
            "select pg_total_relation_size('aevrion.tree_node')::float8 / (select count(*) from aevrion.tree_node)", cancellationToken);
        var stored = await database.ReadAsync<double>(
            "select pg_total_relation_size('aevrion.event')::float8 / (select count(*) from aevrion.event)", cancellationToken);
        run.Add(new Figure(StoredPerNode, "bytes") { Note = "In the database, index included." }, new Samples(node));
        run.Add(new Figure(StoredPerEvent, "bytes") { Note = "In the database, indexes included." }, new Samples(stored));
    }
}
