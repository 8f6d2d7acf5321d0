using Aevrion.Simulation.Checks;

namespace Aevrion.Simulation.Running;

/// <summary>How a seed went.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Violation">The first promise that was not kept; null when all were.</param>
/// <param name="Steps">Frames delivered, effects performed, writes and the like.</param>
/// <param name="TraceHash">The same for two runs that went the same way.</param>
/// <param name="Writes">Writes acknowledged.</param>
/// <param name="Exchanges">Exchanges that came to their end.</param>
/// <param name="HighestShare">The largest share of its bound that an exchange took, in bytes.</param>
internal sealed record SeedResult(
    ulong Seed, Violation? Violation, long Steps, ulong TraceHash, int Writes, long Exchanges, double HighestShare);
