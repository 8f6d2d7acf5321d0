using System.CommandLine;
using Aevrion.Bench.CommandLine;

namespace Aevrion.Bench.Write;

/// <summary><c>bench write</c>: durable writes beside what PostgreSQL does by itself, and beside themselves on a longer history.</summary>
internal sealed class WriteBench : FigureBench
{
    private const int LeastGrowth = 1_000;
    private const int MostGrowth = 100_000_000;

    private readonly Option<int[]?> _growth = Parameters.Numbers(
        "--growth", "Events in the table at which writes and reads are compared, 100,000 keys. Default: 1000000,5000000,20000000.", LeastGrowth, MostGrowth);

    private readonly Option<int[]?> _growthDistinct = Parameters.Numbers(
        "--growth-distinct", "The same with a key of its own for each event. Default: 1000000,5000000.", LeastGrowth, MostGrowth);

    public WriteBench()
        : base(
            "write",
            "Durable writes, through grains and HTTP, and as the history grows.",
            [.. Throughput.Figures, .. SinglePuts.Figures, Growth.Figure, Growth.DistinctFigure],
            new FigureSettings(Rounds: 7, Seconds: 2.5))
    {
        Command.Add(_growth);
        Command.Add(_growthDistinct);
    }

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres | BenchNeeds.Pgbench;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        if (run.Wants(Throughput.Figures))
            await Throughput.MeasureAsync(run, cancellationToken);
        if (run.Wants(SinglePuts.Figures))
            await SinglePuts.MeasureAsync(run, cancellationToken);
        if (run.Wants(Growth.Figure))
            await new Growth(run, Growth.Figure, Regions.BenchEvents.Keys).MeasureAsync(parsed.ListOf(_growth, [1_000_000, 5_000_000, 20_000_000]), cancellationToken);
        if (run.Wants(Growth.DistinctFigure))
            await new Growth(run, Growth.DistinctFigure, keys: 0).MeasureAsync(parsed.ListOf(_growthDistinct, [1_000_000, 5_000_000]), cancellationToken);
    }
}
