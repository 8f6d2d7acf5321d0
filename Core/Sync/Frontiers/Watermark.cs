namespace Aevrion.Core.Sync.Frontiers;

/// <summary>The time up to which history is proven to be the same in every region.</summary>
/// <param name="Leaf">All regions hold the same events below this leaf; null when that is proven of nothing.</param>
/// <param name="TimeMs">The leaf's start, in milliseconds since the Unix epoch.</param>
/// <param name="Reason">Why there is none, or why and when it last moved back; null when neither is so.</param>
public sealed record Watermark(long? Leaf, long? TimeMs, string? Reason);
