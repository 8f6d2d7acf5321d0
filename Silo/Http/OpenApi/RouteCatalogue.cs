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
        .. SiloDescriptions.All,
    ];
}
