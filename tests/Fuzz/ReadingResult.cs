namespace Aevrion.Fuzz;

/// <summary>What came of an input.</summary>
/// <param name="Outcome">Its name.</param>
/// <param name="Finding">The promise that was broken; null when none was.</param>
internal readonly record struct ReadingResult(string Outcome, FuzzFinding? Finding);
