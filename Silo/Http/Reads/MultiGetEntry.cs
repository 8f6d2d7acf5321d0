namespace Aevrion.Silo.Http.Reads;

/// <summary>What was read of one key. All but the first two are there only when it was found.</summary>
/// <param name="Key">The key.</param>
/// <param name="Found">False for a key that is absent or deleted.</param>
internal sealed record MultiGetEntry(string Key, bool Found)
{
    /// <summary>64 hexadecimal digits.</summary>
    public string? Id { get; init; }

    /// <summary>Milliseconds since the Unix epoch.</summary>
    public long? Timestamp { get; init; }

    public string? Origin { get; init; }

    /// <summary>Bytes of the value.</summary>
    public int? Size { get; init; }

    /// <summary>Base64 in JSON.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }
}
