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
        var key = Decode(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var prefix, out var problem);
        if (key is not null)
        {
            context.Features.Set(new KeyFeature(key));
            context.Request.Path = prefix + "key";
        }
        else if (problem is null && PrefixOf(context.Request.Path.Value) is not null)
        {
            problem = NotAsItStands;
        }

        return problem is null ? next(context) : ProblemWriter.WriteAsync(context, problem);
    }

    /// <summary>Reads the key of a target.</summary>
    /// <param name="rawTarget">The target as it stood on the wire.</param>
    /// <param name="prefix">What stands before the key; null when the target is not about a key.</param>
    /// <param name="problem">Why the target, which is about a key, has none.</param>
    public static string? Decode(string rawTarget, out string? prefix, out Problem? problem)
    {
        problem = null;
        var path = KeyFromTarget.PathOf(rawTarget);
        prefix = PrefixOf(path);
        return prefix is null ? null : KeyFromTarget.Decode(path[prefix.Length..], out problem);
    }

    private static string? PrefixOf(ReadOnlySpan<char> path)
    {
        foreach (var prefix in Prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return prefix;
        }

        return null;
    }
}
