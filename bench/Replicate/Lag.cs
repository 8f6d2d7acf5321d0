using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Replicate.Load;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate;

/// <summary>How much goes both ways at once, and how long a value takes to the other side at half of that.</summary>
/// <param name="run">Where figures go.</param>
/// <param name="pglogical">A server with pglogical; null where there is none.</param>
internal sealed class Lag(FigureRun run, string? pglogical)
{
    private const string BothWaysFigure = "both-ways";
    private const string HalfLoadFigure = "lag-half-load";
    private const string SameRateFigure = "lag-same-rate";
    private const string IdleFigure = "lag-idle";

    private static readonly TimeSpan Ramp = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<IReplicatedPair, Samples> _sustained = [];

    /// <summary>Names of the figures.</summary>
    public static readonly string[] Figures = [BothWaysFigure, HalfLoadFigure, SameRateFigure, IdleFigure];

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var ours = await AevrionPair.StartAsync(run.Server, canBeCut: false, cancellationToken);
        await using var theirs = pglogical is null ? null : await PglogicalPair.StartAsync(pglogical, cancellationToken);
        IReplicatedPair[] pairs = theirs is null ? [ours] : [ours, theirs];

        var halfLoad = await run.AlternateAsync(HalfLoadFigure, [.. pairs.Select(pair => new Contender(pair.Name, token => HalfLoadAsync(pair, token)))], cancellationToken);
        Add(new Figure(BothWaysFigure, "events/s")
        {
            Note = "both sides written to at once, both together, until the other has everything: through grains, 2,000 in flight a side; through 8 connections a side, one upsert a transaction",
        }, pairs, [.. pairs.Select(SustainedOf)]);
        Add(new Figure(HalfLoadFigure, "ms")
        {
            AtMost = 1.0,
            Note = "median from a put's acknowledgement until a read of the other side finds it, by HTTP and by a prepared select, while half of what the pair sustains both ways is written",
        }, pairs, halfLoad);

        var idle = await run.AlternateAsync(IdleFigure, [.. pairs.Select(pair => new Contender(pair.Name, token => LagProbe.MedianMsAsync(pair, run.RoundTime / 2, token)))], cancellationToken);
        Add(new Figure(IdleFigure, "ms") { Note = "the same while nothing else is written" }, pairs, idle);

        var rate = SustainedOf(pairs[^1]).Median / 2;
        var sameRate = await run.AlternateAsync(SameRateFigure, [.. pairs.Select(pair => new Contender(pair.Name, token => AtRateAsync(pair, rate, token)))], cancellationToken);
        Add(new Figure(SameRateFigure, "ms") { Note = $"the same at the same rate, {rate:0} a second: half of what the slower pair sustains" }, pairs, sameRate);
    }

    private void Add(Figure figure, IReplicatedPair[] pairs, IReadOnlyList<Samples> samples) =>
        run.Add(figure, samples[0], pairs.Length > 1 ? pairs[1].Name : null, pairs.Length > 1 ? samples[1] : null);

    private Samples SustainedOf(IReplicatedPair pair) => _sustained.TryGetValue(pair, out var samples) ? samples : _sustained[pair] = new Samples();

    private async Task<double> HalfLoadAsync(IReplicatedPair pair, CancellationToken cancellationToken)
    {
        var sustained = await BothWays.RunAsync(pair, run.RoundTime, cancellationToken);
        var samples = SustainedOf(pair);
        samples.Add(sustained);
        samples.KeepLast(run.Settings.Rounds);
        return await AtRateAsync(pair, sustained / 2, cancellationToken);
    }

    private async Task<double> AtRateAsync(IReplicatedPair pair, double perSecond, CancellationToken cancellationToken)
    {
        double lag;
        await using (new PacedLoad(pair, perSecond))
        {
            await Task.Delay(Ramp, cancellationToken);
            lag = await LagProbe.MedianMsAsync(pair, run.RoundTime, cancellationToken);
        }

        await pair.SettleAsync(cancellationToken);
        return lag;
    }
}
