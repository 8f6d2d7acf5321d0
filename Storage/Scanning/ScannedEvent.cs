using System.Collections.Immutable;
using Aevrion.Core;
using Aevrion.Core.Events;

namespace Aevrion.Storage.Scanning;

/// <summary>An event that a scan came upon.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Stamp">Timestamp and id.</param>
/// <param name="Origin">The region that accepted the write.</param>
/// <param name="Parents">Ids of the versions that its writer had seen.</param>
/// <param name="IsDeletion">True for a deletion.</param>
/// <param name="Size">Bytes of the value; 0 for a deletion.</param>
/// <param name="Value">The value when it was asked for; null otherwise and for a deletion.</param>
public sealed record ScannedEvent(
    string Key,
    EventStamp Stamp,
    string Origin,
    ImmutableArray<Hash256> Parents,
    bool IsDeletion,
    int Size,
    ReadOnlyMemory<byte>? Value);
