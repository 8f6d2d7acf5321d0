using Aevrion.Grains.Access;
using Aevrion.Storage.Tokens;

namespace Aevrion.Silo.Http.Access;

/// <summary>The bearer token of a request (RFC 6750).</summary>
internal static class BearerToken
{
    /// <summary>What stands before the token in the header <c>Authorization</c>, in any case.</summary>
    public const string Scheme = "Bearer ";

    /// <summary>The token's text; false when the request has none, or more than one.</summary>
    public static bool TryGet(HttpContext context, out ReadOnlySpan<char> text)
    {
        var header = context.Request.Headers.Authorization;
        if (header.Count == 1 && header[0] is { } line && line.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            text = line.AsSpan(Scheme.Length).Trim();
            return true;
        }

        text = default;
        return false;
    }

    /// <summary>The region's token of that text, valid or not; null when there is none. Compared in constant time.</summary>
    public static KnownToken? Find(TokenDirectory tokens, ReadOnlySpan<char> text) =>
        TokenText.TryParse(text, out var id, out var hash) && tokens.Find(id) is { } known && TokenText.AreEqual(hash, known.Token.SecretHash) ? known : null;
}
