using Aevrion.Silo.Hosting;
using Aevrion.Silo.Http.OpenApi;
using Aevrion.Silo.Http.Problems;

namespace Aevrion.Silo.Http;

/// <summary>Routes that need the region to run.</summary>
internal static class RegionRoutes
{
    /// <summary>
    /// Maps a handler; while no region runs, the route answers 503 and says why. Who may use it is said by its description in the
    /// <see cref="RouteCatalogue"/>; a route without one is a mistake that ends the start.
    /// </summary>
    public static IEndpointConventionBuilder MapRegion(
        this IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, RunningRegion, Task> handler)
    {
        var gate = routes.ServiceProvider.GetRequiredService<RegionGate>();
        return routes.MapMethods(pattern, method == HttpMethods.Get ? [method, HttpMethods.Head] : [method], context =>
            gate.Region is { } region ? handler(context, region) : ProblemWriter.WriteAsync(context, gate.Reason))
            .WithMetadata(RouteCatalogue.AccessOf(method, pattern));
    }
}
