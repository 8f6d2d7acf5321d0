using Aevrion.Client;
using Aevrion.Client.Tests.Contract;
using Aevrion.Silo.Tests.Hosting;

namespace Aevrion.Silo.Tests.Cluster;

/// <summary>A region that is reached through its grains.</summary>
public sealed class ClusterRegion : IRegionUrls, IAsyncLifetime
{
    private readonly OneRegion _region = new();

    public IReadOnlyList<string> Urls => [_region.Silo.Url];

    public IAevrionClient Connect() => AevrionClusterClient.Create(_region.Silo.Running.Grains);

    public ValueTask InitializeAsync() => _region.InitializeAsync();

    public ValueTask DisposeAsync() => _region.DisposeAsync();
}
