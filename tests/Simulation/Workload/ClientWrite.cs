namespace Aevrion.Simulation.Workload;

/// <summary>What a client asks for.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">Null for a deletion.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch, for an import; null for an ordinary write.</param>
internal sealed record ClientWrite(string Key, ReadOnlyMemory<byte>? Value, long? Timestamp);
