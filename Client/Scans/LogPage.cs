namespace Aevrion.Client;

/// <summary>A page of a region's events.</summary>
/// <param name="Events">In the order of time. There may be few, or none, although more follow.</param>
/// <param name="At">The events go up to this time, in milliseconds since the Unix epoch; the <see cref="LogOptions.At"/> of the pages that follow.</param>
/// <param name="Next">The <see cref="LogOptions.After"/> of the next page; null when there is none.</param>
public sealed record LogPage(IReadOnlyList<LogEvent> Events, long At, string? Next = null);
