namespace Aevrion.Fuzz;

/// <summary>How long and with what a parser is tried.</summary>
public sealed record FuzzSettings
{
    /// <summary>The same seed makes the same inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Inputs that are made.</summary>
    public int Inputs { get; init; } = 20_000;

    /// <summary>The run ends early after this time; a busy machine is no failure.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>An input that takes longer hangs its reader.</summary>
    public TimeSpan MaxTimePerInput { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Steps to make a finding shorter.</summary>
    public int MaxShrinkSteps { get; init; } = 2_000;

    /// <summary>Most inputs that are kept because what came of them was new.</summary>
    public int MaxKept { get; init; } = 2_000;
}
