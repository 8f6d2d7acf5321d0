using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Access;

/// <summary>Whether something is on this machine. Judged by addresses alone: what a request says of itself, in its head, is not looked at.</summary>
internal static class Locality
{
    /// <summary>True when the request came to a loopback address from one, through a Unix socket, or through the region's own cluster.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Features.Get<IHttpConnectionFeature>() is not { } connection
        || (IsLocal(connection.LocalIpAddress) && IsLocal(connection.RemoteIpAddress));

    /// <summary>True for an address to listen on that only this machine reaches.</summary>
    public static bool IsLocal(string url)
    {
        var address = BindingAddress.Parse(url);
        return address.IsUnixPipe || address.IsNamedPipe
            || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(address.Host, out var parsed) && IsLocal(parsed));
    }

    private static bool IsLocal(IPAddress? address) =>
        address is null || IPAddress.IsLoopback(address) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()));
}
