namespace Aevrion.Chaos.Workload;

/// <summary>A write that a region acknowledged.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Timestamp">The event's time.</param>
/// <param name="Value">The value; null for a deletion.</param>
/// <param name="BegunAt">When it began: a place in the region's history.</param>
/// <param name="EndedAt">When it was acknowledged.</param>
internal sealed record AcknowledgedWrite(string Key, string Id, long Timestamp, string? Value, long BegunAt, long EndedAt);
