namespace Aevrion.Silo.Http.Scans;

/// <summary>An event of the log.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Parents">Ids of the versions that the writer had seen.</param>
/// <param name="Size">Bytes of the value; 0 for a deletion.</param>
internal sealed record LogEntry(
    string Key, string Id, long Timestamp, string Origin, IReadOnlyList<string> Parents, bool Deleted, int Size)
{
    /// <summary>Base64 in JSON; left out when it was not asked for, and for a deletion.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }
}
