namespace Aevrion.Silo.Http.Keys;

/// <summary>The event that a write became.</summary>
/// <param name="Key">The key.</param>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
internal sealed record WriteAnswer(string Key, string Id, long Timestamp);
