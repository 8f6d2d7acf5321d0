namespace Aevrion.Silo.Http.Watch;

/// <summary>A change as a watch tells it.</summary>
internal sealed record ChangeDocument(string Key, string Id, long Timestamp, string Origin, bool Deleted, int Size)
{
    /// <summary>The value, in base64; left out for a deletion.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }
}
