namespace Aevrion.Client;

/// <summary>What became of one line of a batch.</summary>
/// <param name="Id">The event's id: 64 lower-case hex digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Added">False when the region had the very same event already.</param>
public sealed record BatchResult(string Key, string Id, long Timestamp, bool Added);
