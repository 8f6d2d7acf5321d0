using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterVersionContract(ClusterRegion region) : VersionContract(region), IClassFixture<ClusterRegion>;
