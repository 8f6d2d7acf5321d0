using System.CommandLine;
using Aevrion.Bench.Results;

namespace Aevrion.Bench.CommandLine;

/// <summary>
/// A bench of figures, each beside its ceiling or peer in the same run. What derives from it names its figures and measures those that are
/// wanted; options, rows, table and picture are here.
/// </summary>
internal abstract class FigureBench : IBench
{
    private const int MostRounds = 1_000;
    private const int MostSeconds = 600;

    private readonly Option<int?> _rounds;
    private readonly Option<int?> _seconds;
    private readonly Option<string[]?> _only;
    private readonly FigureSettings _defaults;

    /// <param name="name">Name of the command.</param>
    /// <param name="description">What it measures, in a sentence.</param>
    /// <param name="figures">Names of the figures, as <c>--only</c> takes them.</param>
    /// <param name="defaults">Rounds and seconds unless the command line says otherwise.</param>
    protected FigureBench(string name, string description, IReadOnlyList<string> figures, FigureSettings defaults)
    {
        _defaults = defaults;
        _rounds = Parameters.Number("--rounds", $"Rounds of each side. Default: {defaults.Rounds}.", least: 1, MostRounds);
        _seconds = Parameters.Number("--seconds", $"How long a round lasts, where that is a matter of choice. Default: {defaults.Seconds:0.#}.", least: 1, MostSeconds);
        _only = Parameters.Words("--only", "Only these figures.", figures);
        Command = new Command(name, description) { _rounds, _seconds, _only };
    }

    /// <inheritdoc/>
    public Command Command { get; }

    /// <summary>What has to be there.</summary>
    protected abstract BenchNeeds Needs { get; }

    /// <inheritdoc/>
    public BenchRun Prepare(ParseResult? parsed) => Prepare(parsed is null ? _defaults : Read(parsed), parsed);

    /// <summary>Prepares a run with settings that the command line did not give.</summary>
    internal BenchRun Prepare(FigureSettings settings, ParseResult? parsed) =>
        new(Command.Name, Needs, (context, cancellationToken) => RunAsync(settings, parsed, context, cancellationToken));

    /// <summary>Measures.</summary>
    /// <param name="run">Where figures go, and what is wanted.</param>
    /// <param name="parsed">The command line, for options of its own; null for the defaults.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected abstract Task MeasureAsync(FigureRun run, ParseResult? parsed, CancellationToken cancellationToken);

    private async Task<BenchReport> RunAsync(FigureSettings settings, ParseResult? parsed, BenchContext context, CancellationToken cancellationToken)
    {
        var run = new FigureRun(Command.Name, settings, context);
        await MeasureAsync(run, parsed, cancellationToken);
        return run.ToReport();
    }

    private FigureSettings Read(ParseResult parsed) => _defaults with
    {
        Rounds = parsed.GetValue(_rounds) ?? _defaults.Rounds,
        Seconds = parsed.GetValue(_seconds) ?? _defaults.Seconds,
        Only = parsed.GetValue(_only) ?? [],
    };
}
