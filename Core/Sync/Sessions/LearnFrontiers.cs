using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>A peer tells what regions say of themselves, in well-formed records; whether to believe them is left to the region. Answered by <see cref="Noted"/>.</summary>
/// <param name="Region">The peer that sent them.</param>
/// <param name="Records">The statements.</param>
public sealed record LearnFrontiers(string Region, IReadOnlyList<RegionFrontier> Records) : SyncEffect;
