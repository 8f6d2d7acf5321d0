namespace Aevrion.Bench.CommandLine;

/// <summary>How long a bench of figures measures, and what.</summary>
/// <param name="Rounds">Rounds of each side.</param>
/// <param name="Seconds">Length of a round, where that is a matter of choice.</param>
internal sealed record FigureSettings(int Rounds, double Seconds)
{
    /// <summary>Rounds before, whose figures are thrown away.</summary>
    public int WarmUps { get; init; } = 1;

    /// <summary>Figures that are wanted; none means all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
