using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Engine;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Bench.Regions;
using Aevrion.Grains.Interfaces.Keys;

namespace Aevrion.Bench.Read;

/// <summary>Reads of keys that are in memory: over HTTP beside Kestrel alone, in process beside an empty grain call.</summary>
internal static class HotReads
{
    private const string OverHttp = "http-gets";
    private const string InProcess = "in-process-gets";
    private const string Bytes = "allocated-per-http-get";
    private const double OverHttpAtLeast = 0.55;
    private const double InProcessAtLeast = 0.70;
    private const int Connections = 32;
    private const int Callers = 256;

    /// <summary>Keys that are read; all in memory.</summary>
    private const int Keys = 10_000;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    public static string[] Figures { get; } = [OverHttp, InProcess, Bytes];

    public static async Task MeasureAsync(FigureRun run, CancellationToken cancellationToken)
    {
        await using var database = await BenchDatabase.CreateAsync(run.Server, "hot", cancellationToken);
        await using (var region = await HostedRegion.StartAsync(database.ConnectionString, cancellationToken))
        {
            await new EventFill(region.Log, keys: 0).RunAsync(
                0, Keys, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - Keys, Keys, run.Progress, cancellationToken);
            if (run.Wants(InProcess))
                await CompareInProcessAsync(run, region, cancellationToken);
        }

        if (run.Wants(OverHttp))
            await CompareOverHttpAsync(run, database, cancellationToken);
        if (run.Wants(Bytes))
            await CountBytesAsync(run, database, cancellationToken);
    }

    private static async Task CompareInProcessAsync(FigureRun run, HostedRegion region, CancellationToken cancellationToken)
    {
        var keys = Enumerable.Range(0, Keys).Select(number => BenchEvents.KeyOf(number)).ToArray();
        await CallLoad.RunAsync(1, Keys, (_, number) => GetAsync(keys[number]), cancellationToken);
        await run.CompareAsync(
            new Figure(InProcess, "gets/s") { AtLeast = InProcessAtLeast, Note = $"{Callers} callers, {Keys:N0} keys in memory; the empty grain has as many activations." },
            new Contender("gets", token => CallLoad.RunAsync(Callers, run.RoundTime, (caller, made) => GetAsync(keys[Drawn(caller, made)]), token)),
            new Contender("calls of an empty grain", token => CallLoad.RunAsync(Callers, run.RoundTime, (caller, made) => CallAsync(keys[Drawn(caller, made)]), token)),
            cancellationToken);

        async ValueTask GetAsync(string key)
        {
            if ((await region.Grains.GetKeyGrain(key).GetLatest()).Version is null)
                throw new InvalidDataException($"The key {key} was not found.");
        }

        async ValueTask CallAsync(string key) => await region.Grains.GetGrain<IEmptyGrain>(key).Answer();
    }

    private static async Task CompareOverHttpAsync(FigureRun run, BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var silo = await SiloProcess.StartAsync(database.ConnectionString, ReadyWithin, cancellationToken);
        await using var raw = await RawServer.StartAsync(cancellationToken);
        using var load = new HttpLoad(silo.Port, Connections);
        using var rawLoad = new HttpLoad(raw.Port, Connections);
        var gets = Requests.Get(Keys);
        await run.CompareAsync(
            new Figure(OverHttp, "gets/s")
            {
                AtLeast = OverHttpAtLeast,
                Note = $"{Connections} connections, {Keys:N0} keys in memory, values of {BenchEvents.ValueBytes} bytes; both servers are processes of their own with the same runtime settings.",
            },
            new Contender("gets", async token => (await load.RunAsync(gets, run.RoundTime, token)).PerSecond),
            new Contender($"Kestrel that answers {BenchEvents.ValueBytes} bytes", async token => (await rawLoad.RunAsync(gets, run.RoundTime, token)).PerSecond),
            cancellationToken);
    }

    private static async Task CountBytesAsync(FigureRun run, BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var silo = await HostedSilo.StartAsync(database.ConnectionString, cancellationToken);
        using var load = new HttpLoad(silo.Port, Connections);
        await load.RunAsync(Requests.Get(Keys), run.RoundTime, cancellationToken);
        await run.MeasureAsync(
            new Figure(Bytes, "bytes") { Note = "By the silo's process, the key being in memory; those of the load are small beside it." },
            new Contender("gets", async token =>
            {
                var before = GC.GetTotalAllocatedBytes();
                var result = await load.RunAsync(Requests.Get(Keys), run.RoundTime, token);
                return (GC.GetTotalAllocatedBytes() - before) / (double)result.Answers;
            }),
            cancellationToken);
    }

    private static int Drawn(int caller, long made) =>
        (int)new SplitMix(((ulong)caller << 32) + (ulong)made).Below(Keys);
}
