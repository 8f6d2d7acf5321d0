using System.Runtime.InteropServices;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;
using Aevrion.Bench.Tools;
using Aevrion.Grains.Interfaces.Keys;
using Aevrion.Grains.Interfaces.Reads;

namespace Aevrion.Bench.Read;

/// <summary>Reads of keys that no grain has in memory, beside pgbench that looks the same keys up.</summary>
internal static class ColdReads
{
    /// <summary>Keys, each with one version.</summary>
    public const int DefaultKeys = 1_000_000;

    private const string Gets = "cold-gets";
    private const string ManyGets = "cold-multi-gets";
    private const int KeysACall = 100;
    private const int MultiGetBytes = 1 << 20;
    private const double AtLeast = 0.50;
    private const int Callers = 512;
    private const int PgbenchClients = 16;
    private const string PeerTable = "looked_up";

    /// <summary>A prime that does not divide the number of keys: its multiples visit each of them once, in no order.</summary>
    private const long Stride = 7_919;

    public static string[] Figures { get; } = [Gets, ManyGets];

    public static async Task MeasureAsync(FigureRun run, int keys, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(run.Server, "cold", cancellationToken);
        await FillAsync(run, database, keys, cancellationToken);
        if (run.Wants(Gets))
            await CompareGetsAsync(run, database, keys, cancellationToken);
        if (run.Wants(ManyGets))
            await CompareManyGetsAsync(run, database, keys, cancellationToken);
    }

    private static async Task CompareGetsAsync(FigureRun run, BenchDatabase database, int keys, CancellationToken cancellationToken)
    {
        if (Pgbench.Find(run.Server, database.Name) is not { } pgbench)
        {
            run.LeaveOut(Gets, "pgbench is not installed (apt-get install postgresql-contrib).");
            return;
        }

        var script =
            $"""
            \set key random(0, {keys - 1})
            select ts, id, value, origin from {PeerTable} where key = '{BenchEvents.KeyPrefix}' || lpad((:key)::text, {BenchEvents.KeyDigits}, '0')
            order by ts desc, id desc limit 1;
            """;
        await run.CompareAsync(
            new Figure(Gets, "gets/s")
            {
                AtLeast = AtLeast,
                Note = $"{keys:N0} keys, {Callers} callers; the region starts anew for each round, so that no key is in memory. pgbench has {PgbenchClients} clients.",
            },
            new Contender("gets", token => GetAsync(run, database, keys, token)),
            new Contender($"pgbench selects by key, {PgbenchClients} clients", async token => (await pgbench.RunAsync(script, PgbenchClients, run.RoundTime, token)).PerSecond),
            cancellationToken);
    }

    private static async Task CompareManyGetsAsync(FigureRun run, BenchDatabase database, int keys, CancellationToken cancellationToken)
    {
        await using var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken);
        await using var lookups = new RawLookups(database.ConnectionString, PeerTable);
        var next = -1L;
        await run.CompareAsync(
            new Figure(ManyGets, "keys/s") { Note = $"{KeysACall} keys a call, {RawLookups.Connections} callers on both sides; no key is in memory before or after." },
            new Contender("multi-gets", async token => KeysACall * await CallLoad.RunAsync(RawLookups.Connections, run.RoundTime, (_, _) => GetManyAsync(), token)),
            new Contender(
                $"statements that look {KeysACall} keys up",
                async token => KeysACall * await CallLoad.RunAsync(RawLookups.Connections, run.RoundTime, (_, _) => LookUpAsync(token), token)),
            cancellationToken);

        async ValueTask GetManyAsync()
        {
            var request = new MultiGetRequest { Keys = ImmutableCollectionsMarshal.AsImmutableArray(NextKeys()), MaxBytes = MultiGetBytes };
            Check((await region.Grains.GetGrain<IReadGrain>(0).GetMany(request)).Items.Count(item => item.Version is not null));
        }

        async ValueTask LookUpAsync(CancellationToken token) => Check(await lookups.ReadAsync(NextKeys(), token));

        string[] NextKeys()
        {
            var first = Interlocked.Add(ref next, KeysACall);
            return [.. Enumerable.Range(0, KeysACall).Select(place => BenchEvents.KeyOf((first + place) * Stride % keys))];
        }

        static void Check(int found)
        {
            if (found != KeysACall)
                throw new InvalidDataException($"Of {KeysACall} keys {found} were found.");
        }
    }

    private static async Task FillAsync(FigureRun run, BenchDatabase database, int keys, CancellationToken cancellationToken)
    {
        await using (var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken))
        {
            var from = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - keys;
            await new EventFill(region.Log, keys: 0).RunAsync(0, keys, from, keys, run.Progress, cancellationToken);
        }

        run.Progress.Begin("Copying the events into the table that pgbench reads", 1);
        await database.RunAsync(
            cancellationToken,
            $"create table {PeerTable} (ts bigint not null, id bytea not null, key text collate \"C\" not null, value bytea, origin smallint not null, primary key (ts, id))",
            $"insert into {PeerTable} select ts, id, key, value, origin from aevrion.event",
            $"create index on {PeerTable} (key, ts desc, id desc)",
            "vacuum (analyze)",
            "checkpoint");
    }

    private static async Task<double> GetAsync(FigureRun run, BenchDatabase database, int keys, CancellationToken cancellationToken)
    {
        await using var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken);
        var next = -1L;
        return await CallLoad.RunAsync(Callers, run.RoundTime, GetNextAsync, cancellationToken);

        async ValueTask GetNextAsync(int caller, long made)
        {
            var key = BenchEvents.KeyOf(Interlocked.Increment(ref next) * Stride % keys);
            if ((await region.Grains.GetKeyGrain(key).GetLatest()).Version is null)
                throw new InvalidDataException($"The key {key} was not found.");
        }
    }
}
