namespace Aevrion.Storage.Tokens;

/// <summary>Limits of access tokens.</summary>
public static class TokenLimits
{
    /// <summary>Tokens of a region, revoked and expired ones included as long as they are kept.</summary>
    public const int MaxTokens = 10_000;

    /// <summary>Prefixes that one token is limited to.</summary>
    public const int MaxPrefixes = 100;

    /// <summary>Characters of a description.</summary>
    public const int MaxDescriptionLength = 200;

    /// <summary>Longest life of a token that expires (ten years).</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(3650);

    /// <summary>How long revoked and expired tokens are listed at least; they make room when there are <see cref="MaxTokens"/>.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>How often a silo asks whether tokens have changed that nobody told it of.</summary>
    public static readonly TimeSpan PollPeriod = TimeSpan.FromSeconds(2);
}
