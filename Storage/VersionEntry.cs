using Aevrion.Core.Events;

namespace Aevrion.Storage;

/// <summary>One version in a key's history.</summary>
/// <param name="Stamp">Timestamp and id.</param>
/// <param name="Origin">The region that accepted the write.</param>
/// <param name="IsDeletion">True for a deletion.</param>
/// <param name="Size">Bytes of the value; 0 for a deletion.</param>
/// <param name="Value">The value when it was asked for; null otherwise and for a deletion.</param>
public sealed record VersionEntry(EventStamp Stamp, string Origin, bool IsDeletion, int Size, ReadOnlyMemory<byte>? Value);
