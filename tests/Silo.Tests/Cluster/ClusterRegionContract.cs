using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterRegionContract(ClusterRegion region) : RegionContract(region), IClassFixture<ClusterRegion>;
