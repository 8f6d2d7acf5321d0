using Aevrion.Silo.Http.Access;

namespace Aevrion.Silo.Http.OpenApi;

/// <summary>
/// Every route that the silo answers, in the order of the documentation. A route is mapped where it is answered and described here: one
/// without the other fails a test.
/// </summary>
internal static class RouteCatalogue
{
    public static IReadOnlyList<RouteDescription> All { get; } =
    [
        .. KeyDescriptions.All,
        .. ManyKeysDescriptions.All,
        .. ScanDescriptions.All,
        .. WatchDescriptions.All,
        .. ConflictDescriptions.All,
        .. TreeDescriptions.All,
        .. PeerDescriptions.All,
        .. DerivedStateDescriptions.All,
        .. TokenDescriptions.All,
        .. BackupDescriptions.All,
        .. LoadDescriptions.All,
        .. SiloDescriptions.All,
        .. DashboardDescriptions.All,
    ];

    /// <summary>What a route asks of those who use it.</summary>
    /// <exception cref="InvalidOperationException">Nothing describes the route.</exception>
    public static RouteAccess AccessOf(string method, string path) => FindAccess(method, path)
        ?? throw new InvalidOperationException($"Describe {method} {path} in Silo/Http/OpenApi, with the access that it asks for.");

    /// <summary>What a route asks of those who use it; null when nothing describes it.</summary>
    public static RouteAccess? FindAccess(string method, string path) =>
        All.FirstOrDefault(route => route.Method.Method == method && route.Path == path)?.Access;
}
