namespace Aevrion.Core.Sync.Frontiers;

/// <summary>A record and whom it came from.</summary>
/// <param name="Record">The record.</param>
/// <param name="LearntFrom">The peer that told it; the region itself for its own.</param>
public sealed record KnownFrontier(FrontierRecord Record, string LearntFrom);
