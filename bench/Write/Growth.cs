using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Load;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Write;

/// <summary>The same writes and reads on regions with histories of different lengths, which the shortest is the measure of.</summary>
/// <param name="run">Where figures go.</param>
/// <param name="figure">How their names begin.</param>
/// <param name="keys">Different keys; 0 for one an event.</param>
internal sealed class Growth(FigureRun run, string figure, int keys)
{
    public const string Figure = "growth";
    public const string DistinctFigure = "growth-distinct-keys";

    /// <summary>Puts of a round: few beside the shortest history, so that this does not grow much by being measured.</summary>
    private const int PutsARound = 50_000;

    /// <summary>Versions of a history page: about as many as each key has in the shortest history.</summary>
    private const int PageVersions = 5;

    private static readonly TimeSpan LongestReadTime = TimeSpan.FromSeconds(1);

    private const double PutsAtLeast = 0.80;
    private const double ReadsAtMost = 2;
    private const double MicrosecondsPerSecond = 1_000_000;

    /// <summary>Reads need less time than rounds of writes to come to a steady figure.</summary>
    private TimeSpan ReadTime => run.RoundTime < LongestReadTime ? run.RoundTime : LongestReadTime;

    public async Task MeasureAsync(IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        var regions = new List<GrownRegion>();
        try
        {
            foreach (var size in sizes.Order())
                regions.Add(await GrownRegion.CreateAsync(run, size, keys, cancellationToken));
            await ComparePutsAsync(regions, cancellationToken);
            await CompareReadsAsync("latest", regions, (region, number) => region.ReadLatestAsync(number, cancellationToken), cancellationToken);
            await CompareReadsAsync("at-time", regions, (region, number) => region.ReadAtAsync(number, cancellationToken), cancellationToken);
            if (keys > 0)
                await CompareReadsAsync("history", regions, (region, number) => region.ReadHistoryAsync(number, PageVersions, cancellationToken), cancellationToken);
        }
        finally
        {
            foreach (var region in regions)
                await region.DisposeAsync();
        }
    }

    private async Task ComparePutsAsync(List<GrownRegion> regions, CancellationToken cancellationToken)
    {
        var puts = Math.Min(PutsARound, regions[0].Events);
        if (run.Settings.WarmUps > 0 && keys > 0)
        {
            foreach (var region in regions)
                await region.WarmAsync(cancellationToken);
        }

        var samples = await run.AlternateAsync(
            $"{figure}, puts", [.. regions.Select(region => new Contender($"{region.Events:N0}", token => region.PutAsync(puts, token)))], cancellationToken);
        foreach (var region in regions)
            region.Cost.KeepLast(run.Settings.Rounds);
        AddRows(new Figure($"{figure}-puts", "puts/s") { AtLeast = PutsAtLeast, Note = $"{puts:N0} puts a round, {GrainPuts.InFlight:N0} in flight." }, regions, samples);
        AddRows(new Figure($"{figure}-wal-per-put", "bytes"), regions, [.. regions.Select(region => region.Cost.WalBytes)]);
    }

    private async Task CompareReadsAsync(
        string kind, List<GrownRegion> regions, Func<GrownRegion, ulong, ValueTask> read, CancellationToken cancellationToken)
    {
        var number = 0UL;
        var samples = await run.AlternateAsync(
            $"{figure}, {kind}", [.. regions.Select(region => new Contender($"{region.Events:N0}", token => TimeAsync(region, token)))], cancellationToken);
        AddRows(new Figure($"{figure}-{kind}", "µs") { AtMost = ReadsAtMost, Note = NoteOn(kind) }, regions, samples);

        async Task<double> TimeAsync(GrownRegion region, CancellationToken token) =>
            MicrosecondsPerSecond / await CallLoad.RunAsync(1, ReadTime, (_, _) => read(region, new SplitMix(number++).Next()), token);
    }

    private void AddRows(Figure wanted, List<GrownRegion> regions, IReadOnlyList<Samples> samples)
    {
        for (var place = 1; place < regions.Count; place++)
        {
            var ofRow = wanted with { Name = $"{wanted.Name}-at-{regions[place].Events}", Note = place == 1 ? wanted.Note : "" };
            run.Add(ofRow, samples[place], $"at {regions[0].Events:N0} events", samples[0]);
        }
    }

    private static string NoteOn(string kind) => kind == "history"
        ? $"A page of {PageVersions} versions, read from the event log, one after the other."
        : "Read from the event log, not from a grain's memory, one after the other.";
}
