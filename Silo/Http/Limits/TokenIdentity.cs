using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Limits;

/// <summary>
/// The client is the token of a request when it is one of the region's, and else the address that its connection comes from: whoever
/// guesses tokens spends what his address may. What a request says of addresses, in headers, is not looked at.
/// </summary>
internal sealed class TokenIdentity(RegionGate gate) : IClientIdentity
{
    /// <inheritdoc/>
    public ClientKey? Of(HttpContext context)
    {
        if (TokenOf(context) is { } id)
            return ClientKey.OfToken(id);
        return context.Features.Get<IHttpConnectionFeature>()?.RemoteIpAddress is { } address ? ClientKey.OfAddress(address) : null;
    }

    private string? TokenOf(HttpContext context) =>
        gate.Region is { } region && BearerToken.TryGet(context, out var text) ? BearerToken.Find(region.Tokens, text)?.Token.Id : null;
}
