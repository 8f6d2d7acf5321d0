namespace Aevrion.Demo.Check;

/// <summary>A write that a region has acknowledged.</summary>
/// <param name="Id">64 lower-case hex digits.</param>
/// <param name="TimestampMs">Milliseconds since the Unix epoch.</param>
/// <param name="Text">The value; null for a deletion.</param>
internal sealed record LedgerEntry(string Key, string Id, long TimestampMs, string? Text);
