using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Regions;

namespace Aevrion.Bench.Write;

/// <summary>Events a second, through grains and as batches over HTTP, beside raw batches.</summary>
internal static class Throughput
{
    private const string InProcess = "in-process-puts";
    private const string Batches = "http-batches";
    private const double InProcessAtLeast = 0.70;
    private const double BatchesAtLeast = 0.60;
    private const int BatchClients = 4;
    private const int BatchLines = 1_000;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    public static string[] Figures { get; } = [InProcess, Batches];

    public static async Task MeasureAsync(FigureRun run, CancellationToken cancellationToken)
    {
        await using var raw = await RawTable.CreateAsync(run.Server, cancellationToken);
        await using var grains = await BenchDatabase.CreateAsync(run.Server, "grains", cancellationToken);
        await using var http = await BenchDatabase.CreateAsync(run.Server, "http", cancellationToken);
        await using var region = await HostedRegion.StartAsync(grains.ConnectionString, cancellationToken);
        await using var silo = await SiloProcess.StartAsync(http.ConnectionString, ReadyWithin, cancellationToken);
        await using var batches = new RawBatches(raw.ConnectionString);
        using var clients = new HttpLoad(silo.Port, BatchClients);
        var puts = new GrainPuts(region, BenchEvents.Keys);
        var cost = new RoundCost();
        if (run.Settings.WarmUps > 0)
            await puts.WarmAsync(cancellationToken);

        async Task<double> PutAsync(CancellationToken token) =>
            await cost.OfAsync(() => puts.RunAsync(run.RoundTime, token), () => puts.Done, () => grains.WalPositionAsync(token));

        var samples = await run.AlternateAsync(
            "writes beside raw batches",
            [
                new Contender("puts", PutAsync),
                new Contender("batches", async token =>
                    (await clients.RunAsync(Requests.Batch(BatchLines, BenchEvents.Keys), run.RoundTime, token)).PerSecond * BatchLines),
                new Contender("by hand", token => batches.RunAsync(RawTable.ByHand, run.RoundTime, token)),
                new Contender("as stored", token => batches.RunAsync(RawTable.AsStored, run.RoundTime, token)),
            ],
            cancellationToken);
        cost.KeepLast(run.Settings.Rounds);
        AddRows(run, samples, cost);
    }

    private static void AddRows(FigureRun run, IReadOnlyList<Samples> samples, RoundCost cost)
    {
        var (byHand, asStored) = ($"raw batches of {RawBatches.BatchRows:N0} on {RawBatches.Connections} connections", "the same into the product's table layout");
        var inProcess = new Figure(InProcess, "puts/s")
        {
            AtLeast = InProcessAtLeast,
            Note = $"{GrainPuts.InFlight:N0} puts in flight, each key in memory; keys of {BenchEvents.KeyBytes} bytes, {BenchEvents.Keys:N0} different ones, values of {BenchEvents.ValueBytes} bytes.",
        };
        var overHttp = new Figure(Batches, "events/s")
        {
            AtLeast = BatchesAtLeast,
            Note = $"POST /v1/batch, {BatchLines:N0} lines a request, {BatchClients} clients; the silo and the load share the processors.",
        };
        if (run.Wants(InProcess))
        {
            run.Add(inProcess, samples[0], byHand, samples[2]);
            run.Add(inProcess with { Note = "" }, samples[0], asStored, samples[3]);
            run.Add(new Figure("wal-per-put", "bytes"), cost.WalBytes);
            run.Add(new Figure("allocated-per-put", "bytes") { Note = "In the process of the region, the callers included." }, cost.AllocatedBytes);
            run.Add(new Figure("cpu-per-put", "µs") { Note = "Of the same process." }, cost.CpuMicroseconds);
        }

        if (!run.Wants(Batches))
            return;
        run.Add(overHttp, samples[1], byHand, samples[2]);
        run.Add(overHttp with { Note = "" }, samples[1], asStored, samples[3]);
    }
}
