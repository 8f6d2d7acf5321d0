using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.Access;
using Aevrion.Silo.Http.Conflicts;
using Aevrion.Silo.Http.History;
using Aevrion.Silo.Http.Keys;
using Aevrion.Silo.Http.Problems;
using Aevrion.Silo.Http.Requests;
using Microsoft.AspNetCore.Http.Features;

namespace Aevrion.Silo.Http;

/// <summary>
/// Answers the targets that end in a key. They are not left to the server's routing: the key is the one on the wire, and requests for
/// single keys, by far the most, take the shortest way.
/// </summary>
internal sealed class KeyRoutes(RequestDelegate next, RegionGate gate, AccessControl control)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyRoute> All => Routes;

    private static readonly KeyRoute[] Routes = [KeyEndpoints.Route, HistoryEndpoints.Route, ConflictEndpoints.Route];

    private static readonly Problem NotAsItStands = ProblemKinds.NoSuchRoute.With(
        $"The path leads to {string.Join(" or ", Routes.Select(route => route.Prefix))} only once it is decoded or its dots are resolved. Write it as it stands here.");

    public Task InvokeAsync(HttpContext context)
    {
        var key = Decode(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget, out var route, out var problem);
        if (route is not null)
            return AnswerAsync(context, route, key, problem);
        return Find(context.Request.Path.Value) is null ? next(context) : ProblemWriter.WriteAsync(context, NotAsItStands);
    }

    /// <summary>Reads the key of a target.</summary>
    /// <param name="rawTarget">The target as it stood on the wire.</param>
    /// <param name="route">The route it is on; null when the target is not about a key.</param>
    /// <param name="problem">Why the target, which is about a key, has none.</param>
    public static string? Decode(string rawTarget, out KeyRoute? route, out Problem? problem)
    {
        problem = null;
        var path = KeyFromTarget.PathOf(rawTarget);
        route = Find(path);
        return route is null ? null : KeyFromTarget.Decode(path[route.Prefix.Length..], out problem);
    }

    private Task AnswerAsync(HttpContext context, KeyRoute route, string? key, Problem? problem)
    {
        var handler = route.HandlerOf(context.Request.Method);
        if (gate.Region is not { } region)
            return problem is null && handler is null ? RefuseMethod(context, route) : ProblemWriter.WriteAsync(context, problem ?? gate.Reason);
        var access = handler is null ? RouteAccess.AnyClient : route.AccessOf(context.Request.Method);
        var grant = control.Admit(context, region, access, out var refusal);
        if ((refusal ?? problem) is { } wrong)
            return ProblemWriter.WriteAsync(context, wrong);
        if (handler is null)
            return RefuseMethod(context, route);
        return grant!.Keys.Contains(key!) ? handler(context, region, key!) : AnswerDenied(context, region, route, key!);
    }

    /// <summary>A key that the caller may not see is to him as if it had never been; and he may not write it, whether it is there or not.</summary>
    private static Task AnswerDenied(HttpContext context, RunningRegion region, KeyRoute route, string key) =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? route.GetAbsent!(context, region, key)
            : ProblemWriter.WriteAsync(context, AccessProblems.KeyDenied);

    private static Task RefuseMethod(HttpContext context, KeyRoute route)
    {
        context.Response.Headers.Allow = route.Allowed;
        return ProblemWriter.WriteAsync(context, ProblemKinds.MethodNotAllowed.With(
            $"{context.Request.Method} is not allowed here; allowed: {route.Allowed}."));
    }

    /// <summary>The route of a path; null when it is not about a key.</summary>
    public static KeyRoute? Find(ReadOnlySpan<char> path)
    {
        foreach (var route in Routes)
        {
            if (path.StartsWith(route.Prefix, StringComparison.OrdinalIgnoreCase))
                return route;
        }

        return null;
    }
}
