namespace Aevrion.Silo.Http.Peers.Differences;

/// <summary>A node in which the region and a peer differ, or did until lately.</summary>
internal sealed record NodeDifferenceDocument(int Level, long Index, long Pending, bool Differs, bool Repaired, long At);
