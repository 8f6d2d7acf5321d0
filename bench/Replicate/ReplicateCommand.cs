using System.CommandLine;
using Aevrion.Bench.CommandLine;
using Aevrion.Bench.Results;
using Spectre.Console;

namespace Aevrion.Bench.Replicate;

/// <summary><c>bench replicate</c>.</summary>
internal sealed class ReplicateCommand : IBench
{
    private const string PglogicalVariable = "AEVRION_BENCH_PGLOGICAL";

    private readonly Option<int?> _rounds = Parameters.Number("--rounds", "How often everything takes its turn. Default: 5.", least: 1, most: 100);
    private readonly Option<int?> _seconds = Parameters.Number("--seconds", "How long loads run. Default: 5.", least: 1, most: 600);
    private readonly Option<int?> _behind = Parameters.Number(
        "--behind", "Events behind after a cut. Default: 1000000.", least: 1_000, most: 100_000_000);

    private readonly Option<ReplicateFigure[]?> _figures = Parameters.Choices<ReplicateFigure>("--figure", "What is measured. Default: all.");

    public ReplicateCommand()
    {
        Command = new Command("replicate", "Two regions: admission, lag and catching up, against pglogical where it is there.");
        foreach (var option in new Option[] { _rounds, _seconds, _behind, _figures })
            Command.Add(option);
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <inheritdoc/>
    public BenchRun Prepare(ParseResult? parsed)
    {
        var usual = new ReplicateSettings();
        var settings = parsed is null
            ? usual
            : new ReplicateSettings
            {
                Rounds = parsed.GetValue(_rounds) ?? usual.Rounds,
                Duration = TimeSpan.FromSeconds(parsed.GetValue(_seconds) ?? usual.Duration.TotalSeconds),
                Behind = parsed.GetValue(_behind) ?? usual.Behind,
                Figures = parsed.GetValue(_figures) is { Length: > 0 } figures ? figures : usual.Figures,
            };
        return new BenchRun(NeedsPostgres: true, (context, cancellationToken) => RunAsync(settings, context, cancellationToken));
    }

    private static async Task<BenchReport> RunAsync(ReplicateSettings settings, BenchContext context, CancellationToken cancellationToken)
    {
        var pglogical = Environment.GetEnvironmentVariable(PglogicalVariable);
        var found = await new ReplicateBench(
            settings, context.Server!, string.IsNullOrWhiteSpace(pglogical) ? null : pglogical, context.Progress).RunAsync(cancellationToken);
        var lines = found.Select(figure => $"{figure.Key}: {figure.Value.Order().ElementAt(figure.Value.Count / 2):0.###}");
        return new BenchReport([], new Text(string.Join('\n', lines) + "\n"));
    }
}
