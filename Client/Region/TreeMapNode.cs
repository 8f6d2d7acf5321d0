namespace Aevrion.Client;

/// <summary>A node of a <see cref="TreeMap"/>.</summary>
public sealed record TreeMapNode : ServerDocument
{
    /// <summary>Its place on the level.</summary>
    public long Index { get; init; }

    /// <summary>Its events.</summary>
    public long Count { get; init; }

    /// <summary>Its digest, as hex digits; null when none is kept that is valid.</summary>
    public string? Digest { get; init; }
}
