using System.CommandLine;
using Aevrion.Bench.CommandLine;

namespace Aevrion.Bench.Replicate;

/// <summary>
/// <c>bench replicate</c>: two regions, beside a region by itself and beside pglogical, each in its turn. Everything runs on one machine:
/// both regions in this process, both databases on one server, and pglogical's two databases on another.
/// </summary>
internal sealed class ReplicateBench : FigureBench
{
    private const string PglogicalVariable = "AEVRION_BENCH_PGLOGICAL";
    private const string NoPglogical =
        "pglogical is not there. Install it (Debian: postgresql-15-pglogical, for the server's version) and run ./aevrion bench replicate again.";

    private readonly Option<int?> _behind = Parameters.Number(
        "--behind", "Events behind after a cut. Default: 1000000.", least: 1_000, most: 100_000_000);

    public ReplicateBench()
        : base(
            "replicate",
            "Two regions: admission, lag and catching up.",
            [Admission.Figure, .. Lag.Figures, CatchingUp.Figure, CatchingUp.LocalFigure],
            new FigureSettings(Rounds: 5, Seconds: 4)) => Command.Add(_behind);

    /// <inheritdoc/>
    protected override BenchNeeds Needs => BenchNeeds.Postgres | BenchNeeds.Pglogical;

    /// <inheritdoc/>
    protected override async Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken)
    {
        var pglogical = Environment.GetEnvironmentVariable(PglogicalVariable) is { Length: > 0 } there ? there : null;
        if (pglogical is null)
            run.LeaveOut("What stands beside pglogical", NoPglogical);
        if (run.Wants(Admission.Figure))
            await Admission.MeasureAsync(run, cancellationToken);
        if (run.Wants(Lag.Figures))
            await new Lag(run, pglogical).MeasureAsync(cancellationToken);
        if (run.Wants(CatchingUp.Figure, CatchingUp.LocalFigure))
            await new CatchingUp(run, pglogical, parsed?.GetValue(_behind) ?? 1_000_000).MeasureAsync(cancellationToken);
    }
}
