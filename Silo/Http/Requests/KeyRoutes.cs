using Aevrion.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http.Requests;

/// <summary>
/// Takes the key off the targets that end in one, before routing sees them: the route then is the same for every key, and the key is
/// the one on the wire.
/// </summary>
internal sealed class KeyRoutes(RequestDelegate next)
{
    /// <summary>Prefixes after which the rest of the path is a key.</summary>
    private static readonly string[] Prefixes = ["/v1/kv/", "/v1/history/"];

    private static readonly Problem NotAsItStands = ProblemKinds.NoSuchRoute.With(
        $"The path leads to {string.Join(" or ", Prefixes)} only once it is decoded or its dots are resolved. Write it as it stands here.");

    public Task InvokeAsync(HttpContext context)
    {
        var path = KeyFromTarget.PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        foreach (var prefix in Prefixes)
        {
            if (!path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                continue;

            var key = KeyFromTarget.Decode(path[prefix.Length..], out var problem);
            if (key is null)
                return ProblemWriter.WriteAsync(context, problem!);
            context.Features.Set(new KeyFeature(key));
            context.Request.Path = prefix + "key";
            return next(context);
        }

        return LooksLikeKeyRoute(context.Request.Path.Value ?? "") ? ProblemWriter.WriteAsync(context, NotAsItStands) : next(context);
    }

    private static bool LooksLikeKeyRoute(string path) =>
        Array.Exists(Prefixes, prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
