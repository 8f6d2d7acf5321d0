namespace Aevrion.Core.Sync.Frontiers;

/// <summary>A record as it is kept for good.</summary>
/// <param name="Known">The record.</param>
/// <param name="AgreedLeaf">Below this leaf the region and this one were found equal; 0 for none.</param>
public sealed record KeptFrontier(KnownFrontier Known, long AgreedLeaf);
