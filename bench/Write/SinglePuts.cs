using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Databases;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Read;
using Aevrion.Bench.Regions;
using Aevrion.Bench.Tools;

namespace Aevrion.Bench.Write;

/// <summary>Single puts over HTTP, beside pgbench that inserts one row a transaction.</summary>
internal static class SinglePuts
{
    private const string Many = "http-puts";
    private const string Unstored = "http-puts-unstored";
    private const string One = "http-put-latency";
    private const double ManyAtLeast = 2;
    private const double OneAtMost = 2.5;
    private const int Connections = 64;
    private const int PgbenchClients = 32;

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    private static readonly string Script =
        $"""
        \set key random(0, {BenchEvents.Keys - 1})
        insert into {RawTable.ByHand} (ts, id, key, value, origin) values (
            (extract(epoch from clock_timestamp()) * 1000)::bigint, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
            '{BenchEvents.KeyPrefix}' || lpad((:key)::text, {BenchEvents.KeyDigits}, '0'), '\x{Convert.ToHexString(BenchEvents.ValueOf(0))}', 1);
        """;

    public static string[] Figures { get; } = [Many, One];

    public static async Task MeasureAsync(FigureRun run, CancellationToken cancellationToken)
    {
        await using var raw = await RawTable.CreateAsync(run.Server, cancellationToken);
        if (Pgbench.Find(run.Server, raw.Name) is not { } pgbench)
        {
            foreach (var figure in Figures.Where(figure => run.Wants(figure)))
                run.LeaveOut(figure, "pgbench is not installed (apt-get install postgresql-contrib).");
            return;
        }

        await using var database = await BenchDatabase.CreateAsync(run.Server, "http", cancellationToken);
        await using var silo = await SiloProcess.StartAsync(database.ConnectionString, ReadyWithin, cancellationToken);
        if (run.Settings.WarmUps > 0)
        {
            using var load = new HttpLoad(silo.Port, Connections);
            await load.RunAsync(Requests.PutEach(BenchEvents.Keys), BenchEvents.Keys, cancellationToken);
        }

        if (run.Wants(Many))
            await CompareManyAsync(run, silo, pgbench, cancellationToken);
        if (run.Wants(One))
            await CompareOneAsync(run, silo, pgbench, cancellationToken);
    }

    private static async Task CompareManyAsync(FigureRun run, SiloProcess silo, Pgbench pgbench, CancellationToken cancellationToken)
    {
        await using var bare = await RawServer.StartAsync(cancellationToken);
        using var load = new HttpLoad(silo.Port, Connections);
        using var bareLoad = new HttpLoad(bare.Port, Connections);
        var puts = Requests.Put(BenchEvents.Keys);
        var samples = await run.AlternateAsync(
            Many,
            [
                new Contender("puts", async token => (await load.RunAsync(puts, run.RoundTime, token)).PerSecond),
                new Contender("pgbench", async token => (await pgbench.RunAsync(Script, PgbenchClients, run.RoundTime, token)).PerSecond),
                new Contender("Kestrel alone", async token => (await bareLoad.RunAsync(puts, run.RoundTime, token)).PerSecond),
            ],
            cancellationToken);
        var against = $"pgbench inserts, {PgbenchClients} clients";
        run.Add(new Figure(Many, "puts/s") { AtLeast = ManyAtLeast, Note = $"PUT /v1/kv, {Connections} connections; pgbench with {PgbenchClients}, prepared." }, samples[0], against, samples[1]);
        run.Add(new Figure(Unstored, "puts/s") { Note = "The same requests, answered by Kestrel alone, which reads and stores nothing." }, samples[2], against, samples[1]);
    }

    private static async Task CompareOneAsync(FigureRun run, SiloProcess silo, Pgbench pgbench, CancellationToken cancellationToken)
    {
        using var load = new HttpLoad(silo.Port, connections: 1);
        await run.CompareAsync(
            new Figure(One, "ms") { AtMost = OneAtMost, Note = "Medians over all requests of a round." },
            new Contender("put", async token => (await load.RunAsync(Requests.Put(BenchEvents.Keys), run.RoundTime, token)).MedianMs),
            new Contender("pgbench inserts, 1 client", async token => (await pgbench.RunAsync(Script, clients: 1, run.RoundTime, token)).MedianMs ?? 0),
            cancellationToken);
    }
}
