using Aevrion.Silo.Hosting;
using Aevrion.Storage.Tokens;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// The client is the token of a request when it is one of the region's, and else the address that its connection comes from: whoever
/// guesses tokens spends what his address may. What a request says of addresses, in headers, is not looked at.
/// </summary>
internal sealed class TokenIdentity(RegionGate gate) : IClientIdentity
{
    private const string Scheme = "Bearer ";

    /// <inheritdoc/>
    public ClientKey? Of(HttpContext context)
    {
        if (TokenOf(context) is { } id)
            return ClientKey.OfToken(id);
        return context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress is { } address ? ClientKey.OfAddress(address) : null;
    }

    private string? TokenOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization;
        return header.Count == 1 && header[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && TokenText.TryParse(text.AsSpan(Scheme.Length).Trim(), out var id, out var hash)
            && gate.Region?.Tokens.Find(id) is { } known && TokenText.AreEqual(hash, known.Token.SecretHash)
            ? known.Token.Id
            : null;
    }
}
