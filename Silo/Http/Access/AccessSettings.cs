using Aevrion.Core;

namespace Aevrion.Silo.Http.Access;

/// <summary>What the configuration says of access.</summary>
internal sealed record AccessSettings
{
    /// <summary>Fewest characters of a token in the configuration.</summary>
    public const int LeastTokenLength = 32;

    /// <summary>SHA-256 of the token in the configuration, the setting <c>AdminToken</c>; null when there is none.</summary>
    public Hash256? AdminTokenHash { get; init; }

    /// <summary>Serve everybody who reaches the silo, as long as there are no tokens.</summary>
    public bool AllowAnonymous { get; init; }
}
