namespace Aevrion.Simulation.Checks;

/// <summary>A promise that was not kept.</summary>
/// <param name="Promise">Which one, in a word or two: the same for all violations of its kind.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Step">Where in the run.</param>
internal sealed record Violation(string Promise, string Detail, string Step)
{
    public override string ToString() => $"{Promise}: {Detail} ({Step})";
}
