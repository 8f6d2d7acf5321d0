using Aevrion.Grains.Interfaces.Load;

namespace Aevrion.Grains.Load;

/// <summary>What the region did in one step.</summary>
/// <param name="Step">The counts.</param>
/// <param name="Write">How long writing requests took; null when there were none.</param>
/// <param name="Read">How long reading requests took; null when there were none.</param>
public sealed record LoadPoint(LoadStep Step, LatencySummary? Write, LatencySummary? Read);
