namespace Aevrion.Client.Transport;

/// <summary>The URLs a client fails over between.</summary>
internal sealed class EndpointList(IReadOnlyList<Endpoint> endpoints)
{
    /// <summary>The order to try the URLs in: as configured, but those that cool down come last, rather than never.</summary>
    public IReadOnlyList<Endpoint> InOrderOfPreference()
    {
        if (endpoints.Count == 1)
            return endpoints;
        var groups = endpoints.ToLookup(endpoint => endpoint.IsCoolingDown);
        return [.. groups[false], .. groups[true]];
    }
}
