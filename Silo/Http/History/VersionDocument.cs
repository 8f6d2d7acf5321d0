namespace Aevrion.Silo.Http.History;

/// <summary>One version in a key's history.</summary>
internal sealed record VersionDocument(string Id, long Timestamp, string Origin, bool Deleted, int Size)
{
    /// <summary>The value, in base64; left out when it was not asked for, and for a deletion.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }
}
