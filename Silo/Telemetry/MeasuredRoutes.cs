using System.Collections.Frozen;
using Aevrion.Silo.Http;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Telemetry;

/// <summary>Finds the route of a request that was answered. Allocates nothing.</summary>
internal static class MeasuredRoutes
{
    private static readonly FrozenDictionary<string, MeasuredRoute[]> Routes = RouteCatalogue.All
        .GroupBy(route => route.Path, route => new MeasuredRoute(route.Method.Method, route.Path, KindOf(route.Method.Method, route.Path)), StringComparer.Ordinal)
        .ToFrozenDictionary(routes => routes.Key, routes => routes.ToArray(), StringComparer.Ordinal);

    private static readonly MeasuredRoute None = new("_OTHER", "", RequestKind.Other);

    /// <summary>The route of a request, once it was routed; one without a path when it is for none.</summary>
    public static MeasuredRoute Of(HttpContext context)
    {
        var path = KeyRoutes.Find(KeyFromTarget.PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget))?.Path
            ?? (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        return path is null ? None : Find(context.Request.Method, path) ?? None;
    }

    private static MeasuredRoute? Find(string method, string path)
    {
        if (!Routes.TryGetValue(path, out var routes))
            return null;
        if (HttpMethods.IsHead(method))
            method = HttpMethods.Get;
        foreach (var route in routes)
        {
            if (HttpMethods.Equals(route.Method, method))
                return route;
        }

        return null;
    }

    private static RequestKind KindOf(string method, string path) => (method, path) switch
    {
        ("PUT" or "DELETE", "/v1/kv/{key}") or ("POST", "/v1/batch" or "/v1/conflicts/{key}") => RequestKind.Write,
        ("GET", "/v1/kv/{key}" or "/v1/history/{key}" or "/v1/kv" or "/v1/history" or "/v1/conflicts") => RequestKind.Read,
        ("POST", "/v1/get") => RequestKind.ReadMany,
        (_, "/healthz" or "/readyz" or "/v1/peer") => RequestKind.NoClient,
        _ => RequestKind.Other,
    };
}
