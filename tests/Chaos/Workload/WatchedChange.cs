namespace Aevrion.Chaos.Workload;

/// <summary>A change that a watch told.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Timestamp">The event's time.</param>
internal sealed record WatchedChange(string Key, string Id, long Timestamp);
