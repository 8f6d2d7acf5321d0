using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterValueContract(ClusterRegion region) : ValueContract(region), IClassFixture<ClusterRegion>;
