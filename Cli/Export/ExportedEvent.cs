namespace Aevrion.Cli.Export;

/// <summary>An event as a line says it; null as its value deletes the key.</summary>
internal readonly record struct ExportedEvent(
    string Key, ReadOnlyMemory<byte>? Value, long Timestamp, string Origin, IReadOnlyList<string> Parents);
