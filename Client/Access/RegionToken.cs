namespace Aevrion.Client;

/// <summary>An access token of a region.</summary>
public sealed record RegionToken : ServerDocument
{
    /// <summary>Its public name.</summary>
    public required string Id { get; init; }

    /// <summary><c>valid</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string State { get; init; }

    /// <summary>What it opens.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What the keys begin with that it is limited to; empty for no limit.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    public required string Description { get; init; }

    /// <summary>When it was made, in milliseconds since the Unix epoch.</summary>
    public long Created { get; init; }

    /// <summary>From when on it is not valid any more, in milliseconds since the Unix epoch; null for never.</summary>
    public long? Expires { get; init; }

    /// <summary>When it was revoked, in milliseconds since the Unix epoch; null when it was not.</summary>
    public long? Revoked { get; init; }

    /// <summary>The token itself: only in the answer that it is made with. The region keeps no more than a hash of it.</summary>
    public string? Token { get; init; }
}
