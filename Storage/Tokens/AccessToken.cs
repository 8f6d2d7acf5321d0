using Aevrion.Core;

namespace Aevrion.Storage.Tokens;

/// <summary>A token as the region keeps it: without its secret.</summary>
public sealed record AccessToken
{
    /// <summary>Public name of the token, part of its text.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret part.</summary>
    public required Hash256 SecretHash { get; init; }

    /// <summary>32 random bytes that its holder does not know: what cursors are sealed with that must not tell of other keys.</summary>
    public required Hash256 CursorKey { get; init; }

    /// <summary>What it opens.</summary>
    public required AccessScopes Scopes { get; init; }

    /// <summary>What keys it is limited to begin with; empty for no limit.</summary>
    public required IReadOnlyList<string> Prefixes { get; init; }

    /// <summary>What it is for, in words.</summary>
    public required string Description { get; init; }

    /// <summary>When it was made, in milliseconds since the Unix epoch.</summary>
    public required long CreatedAtMs { get; init; }

    /// <summary>The first millisecond at which it is not valid any more; null for never.</summary>
    public long? ExpiresAtMs { get; init; }

    /// <summary>When it was revoked; null while it was not.</summary>
    public long? RevokedAtMs { get; init; }
}
