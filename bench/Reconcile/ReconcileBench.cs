using System.Runtime;
using Aevrion.Bench.Progress;
using Aevrion.Bench.Reconcile.Exchanges;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Report;
using Aevrion.Bench.Reconcile.Workload;
using Aevrion.Core.Tree;

namespace Aevrion.Bench.Reconcile;

/// <summary>
/// What it takes two regions to find out what differs, and to repair it. Each exchange is checked: afterwards both regions hold all
/// events, and their digests are equal.
/// </summary>
internal sealed class ReconcileBench(ReconcileSettings settings, Func<StoreKind, IPairSource> sourceOf, IProgressDisplay progress)
{
    /// <summary>Events of the history on which the program warms up.</summary>
    private const int WarmUpEvents = 50_000;

    /// <summary>Exchanges of each kind in a pass of the warm-up.</summary>
    private const int WarmUpRounds = 4;

    /// <summary>Most passes of the warm-up in memory.</summary>
    private const int MaxWarmUps = 20;

    /// <summary>Passes of the warm-up on PostgreSQL, where far more time goes by between the exchanges.</summary>
    private const int MaxWarmUpsOnPostgres = 3;

    /// <summary>The code is compiled for good when a pass makes the compiler work for less than this.</summary>
    private static readonly TimeSpan CompiledBelow = TimeSpan.FromMilliseconds(5);

    /// <summary>Bytes that an exchange draws its salts from.</summary>
    private const int SaltSeedBytes = 16;

    private static readonly int[] WarmUpDifferences = [0, 1, 1, 10, 10, 100, 100, 1_000];

    /// <summary>The geometry that regions have by default.</summary>
    public static TreeShape Shape { get; } = new();

    private static long Horizon => Shape.HorizonAt(SyntheticHistory.NowMs, TimeSpan.FromSeconds(2));

    /// <summary>Measures all.</summary>
    /// <exception cref="InvalidDataException">An exchange left the regions unequal.</exception>
    public async Task<IReadOnlyList<ReconcileRow>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<ReconcileRow>();
        foreach (var store in settings.Stores)
        {
            if (settings.WarmUp)
                await WarmUpAsync(store, cancellationToken);
            foreach (var events in settings.Events)
                rows.AddRange(await MeasureAsync(store, History(events, ReconcileSettings.HistorySpan), settings.CasesOf(events), cancellationToken));
            if (settings.Patterns.Contains(DifferencePattern.Lost))
                rows.AddRange(await MeasureLostAsync(store, cancellationToken));
        }

        return rows;
    }

    private async Task WarmUpAsync(StoreKind store, CancellationToken cancellationToken)
    {
        var cases = WarmUpDifferences.Select(count => new DifferenceCase(DifferencePattern.Random, count)).ToList();
        var history = History(WarmUpEvents, ReconcileSettings.HistorySpan);
        for (var pass = 0; pass < (store == StoreKind.Memory ? MaxWarmUps : MaxWarmUpsOnPostgres); pass++)
        {
            var compiled = JitInfo.GetCompilationTime();
            await RunAsync(store, history, Repeat(cases, WarmUpRounds), cancellationToken);
            if (JitInfo.GetCompilationTime() - compiled < CompiledBelow)
                break;
        }
    }

    private Task<IReadOnlyList<ReconcileRow>> MeasureLostAsync(StoreKind store, CancellationToken cancellationToken)
    {
        var lost = new DifferenceCase(DifferencePattern.Lost, ReconcileSettings.LoadEvents / ReconcileSettings.LossShare);
        return MeasureAsync(store, History(ReconcileSettings.LoadEvents, ReconcileSettings.LoadSpan), [lost], cancellationToken);
    }

    private async Task<IReadOnlyList<ReconcileRow>> MeasureAsync(
        StoreKind store, SyntheticHistory history, IReadOnlyList<DifferenceCase> cases, CancellationToken cancellationToken)
    {
        var figures = await RunAsync(store, history, Repeat(cases, settings.Rounds), cancellationToken);
        return [.. cases.Select(wanted => RowSummary.Of(store, history.Count, wanted, [.. figures[wanted]]))];
    }

    private async Task<ILookup<DifferenceCase, ExchangeFigures>> RunAsync(
        StoreKind store, SyntheticHistory history, IReadOnlyList<DifferenceCase> rounds, CancellationToken cancellationToken)
    {
        var figures = new List<(DifferenceCase Case, ExchangeFigures Figures)>();
        foreach (var plan in RoundPlan.Divide(history.Count, rounds, settings.Seed))
        {
            await using var pair = await sourceOf(store).CreateAsync(history, plan, progress, cancellationToken);
            progress.Begin($"Exchanges between two regions of {history.Count:N0} events: {plan.Rounds.Count}", plan.Rounds.Count);
            var held = history.Count - plan.Withheld;
            foreach (var (place, round) in plan.Rounds.Index())
            {
                held += round.Case.Count;
                figures.Add((round.Case, await RunRoundAsync(pair, history, round, held, cancellationToken)));
                progress.Show(place + 1);
            }
        }

        return figures.ToLookup(pair => pair.Case, pair => pair.Figures);
    }

    private async Task<ExchangeFigures> RunRoundAsync(
        RegionPair pair, SyntheticHistory history, PlannedRound round, long held, CancellationToken cancellationToken)
    {
        await pair.Dialler.AppendAsync([.. round.OnDialler.Select(history.At)], cancellationToken);
        await pair.Listener.AppendAsync([.. round.OnListener.Select(history.At)], cancellationToken);
        await pair.Dialler.WarmAsync(cancellationToken);
        await pair.Listener.WarmAsync(cancellationToken);

        // A collection in the middle would walk through all of the events that the regions in memory keep.
        GC.Collect();
        var exchange = new MeasuredExchange(pair, SeedOf(held));
        var figures = await exchange.RunAsync(cancellationToken);
        if (exchange.Outcome is not { Equal: true })
            throw new InvalidDataException($"The exchange did not end equal: {exchange.Outcome}.");
        await CheckAsync(pair, held, cancellationToken);
        return figures;
    }

    private static async Task CheckAsync(RegionPair pair, long held, CancellationToken cancellationToken)
    {
        var dialler = await pair.Dialler.DigestAsync(cancellationToken);
        var listener = await pair.Listener.DigestAsync(cancellationToken);
        if (dialler.Count != held || listener.Count != held || dialler.Digest != listener.Digest)
            throw new InvalidDataException(
                $"After the exchange the regions hold {dialler.Count} and {listener.Count} events of {held}, digests {dialler.Digest} and {listener.Digest}.");
    }

    private byte[] SeedOf(long held)
    {
        var random = new SplitMix(settings.Seed ^ (ulong)held);
        var seed = new byte[SaltSeedBytes];
        for (var i = 0; i < seed.Length; i++)
            seed[i] = (byte)random.Next();
        return seed;
    }

    private static List<DifferenceCase> Repeat(IReadOnlyList<DifferenceCase> cases, int rounds) =>
        [.. cases.SelectMany(wanted => Enumerable.Repeat(wanted, rounds))];

    private SyntheticHistory History(int events, TimeSpan span) => new(events, span, Shape.StartOf(Horizon), settings.Seed);
}
