namespace Aevrion.Silo.Http.Scans;

/// <summary>A live key.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Timestamp">Milliseconds since the Unix epoch.</param>
/// <param name="Size">Bytes of the value.</param>
internal sealed record ScanEntry(string Key, string Id, long Timestamp, string Origin, int Size)
{
    /// <summary>Base64 in JSON; left out when it was not asked for.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>Ids of the versions that the writer had seen; left out when they were not asked for.</summary>
    public IReadOnlyList<string>? Parents { get; init; }
}
