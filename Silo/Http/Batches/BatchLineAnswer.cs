namespace Aevrion.Silo.Http.Batches;

/// <summary>The event that a line became.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Added">False when the region had the event already.</param>
internal sealed record BatchLineAnswer(string Key, string Id, long Timestamp, bool Added);
