namespace Aevrion.Client;

/// <summary>A page of keys.</summary>
/// <param name="Entries">In the order of the keys' UTF-8 bytes. There may be few, or none, although more follow.</param>
/// <param name="Next">The <see cref="ScanOptions.After"/> of the next page; null when there is none.</param>
/// <param name="At">
/// The time that was read at, in milliseconds since the Unix epoch, for the pages that follow; null for the latest.
/// </param>
public sealed record ScanPage(IReadOnlyList<ScanEntry> Entries, string? Next = null, long? At = null);
