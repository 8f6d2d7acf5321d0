namespace Aevrion.Fuzz;

/// <summary>What a run came to.</summary>
/// <param name="Inputs">Inputs read, those of the corpus included.</param>
/// <param name="Kept">Inputs that led to something new, by the name of what came of them.</param>
/// <param name="Finding">The first input that broke a promise; null when none did.</param>
public sealed record FuzzReport(int Inputs, IReadOnlyDictionary<string, byte[]> Kept, FuzzFinding? Finding);
