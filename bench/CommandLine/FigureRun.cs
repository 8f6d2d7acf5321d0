using Aevrion.Bench.Databases;
using Aevrion.Bench.Measuring;
using Aevrion.Bench.Progress;
using Aevrion.Bench.Results;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aevrion.Bench.CommandLine;

/// <summary>A run of a bench of figures: what is wanted, and where the figures go.</summary>
/// <param name="bench">Name of the bench.</param>
/// <param name="settings">What is wanted.</param>
/// <param name="context">What there is to run with.</param>
internal sealed class FigureRun(string bench, FigureSettings settings, BenchContext context)
{
    private readonly List<FigureRow> _rows = [];
    private readonly List<string> _leftOut = [];

    public FigureSettings Settings => settings;

    public IProgressDisplay Progress => context.Progress;

    /// <summary>Length of a round.</summary>
    public TimeSpan RoundTime => TimeSpan.FromSeconds(settings.Seconds);

    /// <summary>PostgreSQL.</summary>
    /// <exception cref="InvalidOperationException">The bench did not say that it needs it.</exception>
    public BenchServer Server => context.Server ?? throw new InvalidOperationException("The bench does not say that it needs PostgreSQL.");

    public IReadOnlyList<FigureRow> Rows => _rows;

    /// <summary>Whether any of these figures is to be measured.</summary>
    public bool Wants(params ReadOnlySpan<string> figures)
    {
        if (settings.Only.Count == 0)
            return true;
        foreach (var figure in figures)
        {
            if (settings.Only.Contains(figure, StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Measures one side and the other in turns and adds a row.</summary>
    /// <param name="figure">What it is about.</param>
    /// <param name="ours">The side that the row's value is of.</param>
    /// <param name="against">The ceiling or peer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CompareAsync(Figure figure, Contender ours, Contender against, CancellationToken cancellationToken)
    {
        var samples = await AlternateAsync(figure.Name, [ours, against], cancellationToken);
        Add(figure, samples[0], against.Name, samples[1]);
    }

    /// <summary>Measures something that has no ceiling or peer, and adds a row.</summary>
    public async Task MeasureAsync(Figure figure, Contender ours, CancellationToken cancellationToken) =>
        Add(figure, (await AlternateAsync(figure.Name, [ours], cancellationToken))[0]);

    /// <summary>Measures several contenders in turns; rows are added by <see cref="Add"/>.</summary>
    public Task<IReadOnlyList<Samples>> AlternateAsync(string title, IReadOnlyList<Contender> contenders, CancellationToken cancellationToken) =>
        Alternation.RunAsync($"{bench}: {title}", contenders, settings.Rounds, settings.WarmUps, Progress, cancellationToken);

    /// <summary>Adds a row.</summary>
    public void Add(Figure figure, Samples ours, string? against = null, Samples? theirs = null) =>
        _rows.Add(FigureRow.Of(bench, figure, ours, against, theirs));

    /// <summary>Says that a figure could not be measured here, and why.</summary>
    public void LeaveOut(string figure, string reason) => _leftOut.Add($"{figure} was left out: {reason}");

    public BenchReport ToReport()
    {
        List<IRenderable> parts = [FigureTable.Of(bench, _rows)];
        parts.AddRange(_rows.Where(row => row.Note is not null).Select(row => new Text($"{row.Figure}: {row.Note}")));
        parts.AddRange(_leftOut.Select(line => new Text(line)));
        parts.Add(Text.Empty);
        return new BenchReport(_rows, new Rows(parts), FigurePicture.Draw(bench, _rows));
    }
}
