namespace Aevrion.Bench.Replicate;

/// <summary>What is measured, and how long.</summary>
internal sealed record ReplicateSettings
{
    /// <summary>How often everything takes its turn.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>How long loads run.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Events behind after a cut.</summary>
    public int Behind { get; init; } = 1_000_000;

    /// <summary>Events of a round of admissions.</summary>
    public int Admitted { get; init; } = 200_000;

    /// <summary>What is measured.</summary>
    public IReadOnlyList<ReplicateFigure> Figures { get; init; } = Enum.GetValues<ReplicateFigure>();
}
