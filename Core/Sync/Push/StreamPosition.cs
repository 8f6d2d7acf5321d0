using Google.Protobuf;

namespace Aevrion.Core.Sync.Push;

/// <summary>How far a push stream has become durable here.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Received">The last position that is durable, or waits for its time.</param>
/// <param name="HeldBack">The last position that may wait for its time; 0 for none.</param>
internal readonly record struct StreamPosition(ByteString Stream, ulong Received, ulong HeldBack);
