using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Replicate.Load;
using Aevrion.Bench.Replicate.Pairs;

namespace Aevrion.Bench.Replicate;

/// <summary>How fast what was written during a cut arrives after it, and what the region that catches up is like meanwhile.</summary>
/// <param name="run">Where figures go.</param>
/// <param name="pglogical">A server with pglogical; null where there is none.</param>
/// <param name="behind">Values written during the cut.</param>
internal sealed class CatchingUp(FigureRun run, string? pglogical, int behind)
{
    /// <summary>Name of the rate.</summary>
    public const string Figure = "catch-up";

    /// <summary>Name of the time that a local put takes meanwhile.</summary>
    public const string LocalFigure = "local-put-while-catching-up";

    private readonly Samples _local = new();
    private readonly Samples _idle = new();

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        await using var ours = await AevrionPair.StartAsync(run.Server, canBeCut: true, cancellationToken);
        await using var theirs = pglogical is null ? null : await PglogicalPair.StartAsync(pglogical, cancellationToken);
        IReplicatedPair[] pairs = theirs is null ? [ours] : [ours, theirs];
        var found = await run.AlternateAsync(Figure, [.. pairs.Select(pair => new Contender(pair.Name, token => RecoverAsync(pair, token)))], cancellationToken);
        run.Add(
            new Figure(Figure, "events/s")
            {
                AtLeast = 1.5,
                Note = $"{behind} events behind, from the moment the connection can be made again until all are there; pglogical's as upserts of 1,000 rows a transaction",
            },
            found[0],
            theirs?.Name,
            theirs is null ? null : found[1]);
        _local.KeepLast(run.Settings.Rounds);
        _idle.KeepLast(run.Settings.Rounds);
        run.Add(
            new Figure(LocalFigure, "ms") { Note = "median of one put at a time, by HTTP, to the region that catches up" }, _local, "the same while idle", _idle);
    }

    private async Task<double> RecoverAsync(IReplicatedPair pair, CancellationToken cancellationToken)
    {
        if (pair is not AevrionPair)
            return (await Recovery.RunAsync(pair, behind, cancellationToken)).PerSecond;
        _idle.Add(await PutProbe.MedianMsAsync(pair, side: 1, run.RoundTime / 4, cancellationToken));
        var found = await Recovery.RunAsync(pair, behind, cancellationToken);
        _local.Add(found.LocalPutMs);
        return found.PerSecond;
    }
}
