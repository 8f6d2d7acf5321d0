namespace Aevrion.Client;

/// <summary>An event in a leaf of the time tree.</summary>
/// <param name="Id">64 lower-case hex digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
public sealed record TreeEvent(string Id, long Timestamp);
