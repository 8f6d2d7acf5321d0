namespace Aevrion.Client;

/// <summary>Names an event that a write made.</summary>
/// <param name="Id">The event's id: 32 bytes as 64 lower-case hex digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
public readonly record struct EventRef(string Key, string Id, long Timestamp);
