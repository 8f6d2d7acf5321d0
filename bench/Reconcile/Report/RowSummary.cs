using Aevrion.Bench.Reconcile.Exchanges;
using Aevrion.Bench.Reconcile.Regions;
using Aevrion.Bench.Reconcile.Workload;

namespace Aevrion.Bench.Reconcile.Report;

/// <summary>Sums the rounds of a case up.</summary>
internal static class RowSummary
{
    /// <summary>Name of the bench in its rows.</summary>
    public const string BenchName = "reconcile";

    /// <summary>One row.</summary>
    /// <param name="store">What the regions lay in.</param>
    /// <param name="events">Events of the history.</param>
    /// <param name="wanted">The case.</param>
    /// <param name="rounds">Its rounds, one at least.</param>
    public static ReconcileRow Of(StoreKind store, int events, DifferenceCase wanted, IReadOnlyCollection<ExchangeFigures> rounds)
    {
        var row = new ReconcileRow
        {
            Bench = BenchName,
            Store = store,
            N = events,
            D = wanted.Count,
            Pattern = wanted.Pattern,
            BytesToIdentify = (long)Median(rounds, round => round.BytesToIdentify),
            BytesTotal = (long)Median(rounds, round => round.Bytes),
            RoundTrips = (int)Median(rounds, round => round.RoundTrips),
            CpuMs = Math.Round(Median(rounds, round => round.CpuMs), 3),
            Spread = Math.Round(rounds.Max(round => round.CpuMs) / Math.Max(0.001, rounds.Min(round => round.CpuMs)), 2),
            ElapsedMs = Math.Round(Median(rounds, round => round.ElapsedMs), 3),
            EventBytes = (long)Median(rounds, round => round.EventBytes),
            MaxBytesToIdentify = rounds.Max(round => round.BytesToIdentify),
            MaxRoundTrips = rounds.Max(round => round.RoundTrips),
            Rounds = rounds.Count,
            PhasesMs = Phases(rounds),
            RepairRatio = wanted.Pattern == DifferencePattern.Lost
                ? Math.Round(rounds.Max(round => (double)round.Bytes / Math.Max(1, round.EventBytes)), 4)
                : null,
            Target = ReconcileTarget.For(store, events, wanted),
            NegentropyBytes = Negentropy.BytesToIdentify(events, wanted),
        };
        return row with { WithinTarget = row.Target?.Holds(row) };
    }

    private static OrderedDictionary<string, double> Phases(IReadOnlyCollection<ExchangeFigures> rounds) => new(
        rounds.SelectMany(round => round.Phases)
            .GroupBy(phase => phase.Key, (name, times) => KeyValuePair.Create(name, Math.Round(times.Sum(time => time.Value) / rounds.Count, 3)))
            .OrderByDescending(phase => phase.Value));

    /// <summary>The middle value; the lower one of two, so that it is one that was measured.</summary>
    private static double Median(IReadOnlyCollection<ExchangeFigures> rounds, Func<ExchangeFigures, double> valueOf) =>
        rounds.Select(valueOf).Order().ElementAt((rounds.Count - 1) / 2);
}
