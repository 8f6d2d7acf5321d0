using System.CommandLine;
using Aevrion.Bench.CommandLine;

namespace Aevrion.Bench.Read;

/// <summary><c>bench read</c>: hot and cold reads, beside the server and the database without the product.</summary>
internal sealed class ReadBench : FigureBench
{
    private const int LeastEvents = 1_000;
    private const int MostEvents = 10_000_000;

    private readonly Option<int?> _cold = Parameters.Number(
        "--cold", $"Keys that cold reads are drawn from. Default: {ColdReads.DefaultKeys}.", LeastEvents, MostEvents);

    public ReadBench()
        : base("read", "Reads of hot and of cold keys.", [.. HotReads.Figures, .. ColdReads.Figures], new FigureSettings(Rounds: 7, Seconds: 2)) =>
        Command.Add(_cold);

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres | BenchNeeds.Pgbench;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        if (run.Wants(HotReads.Figures))
            await HotReads.MeasureAsync(run, cancellationToken);
        if (run.Wants(ColdReads.Figures))
            await ColdReads.MeasureAsync(run, parsed?.GetValue(_cold) ?? ColdReads.DefaultKeys, cancellationToken);
    }
}
