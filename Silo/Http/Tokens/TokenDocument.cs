using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Tokens;

/// <summary>A token, without its secret.</summary>
/// <param name="Id">Its public name.</param>
/// <param name="State">"valid", "expired" or "revoked".</param>
/// <param name="Scopes">What it opens, as it was asked for.</param>
/// <param name="Prefixes">What keys it is limited to begin with; empty for no limit.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Created">When it was made, in milliseconds since the Unix epoch.</param>
internal sealed record TokenDocument(
    string Id, string State, IReadOnlyList<string> Scopes, IReadOnlyList<string> Prefixes, string Description, long Created)
{
    /// <summary>From when on it is not valid any more; left out for never.</summary>
    public long? Expires { get; init; }

    /// <summary>When it was revoked; left out when it was not.</summary>
    public long? Revoked { get; init; }

    /// <summary>The token itself: only in the answer that it is made with.</summary>
    public string? Token { get; init; }

    public static TokenDocument Of(AccessToken token, long nowMs) =>
        new(token.Id, StateOf(token, nowMs), ScopeNames.Of(token.Scopes), token.Prefixes, token.Description, token.CreatedAtMs)
        {
            Expires = token.ExpiresAtMs,
            Revoked = token.RevokedAtMs,
        };

    private static string StateOf(AccessToken token, long nowMs)
    {
        if (token.RevokedAtMs is not null)
            return "revoked";
        return token.ExpiresAtMs <= nowMs ? "expired" : "valid";
    }
}
