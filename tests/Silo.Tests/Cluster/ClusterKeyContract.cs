using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterKeyContract(ClusterRegion region) : KeyContract(region), IClassFixture<ClusterRegion>;
