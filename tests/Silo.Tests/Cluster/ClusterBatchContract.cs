using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterBatchContract(ClusterRegion region) : BatchContract(region), IClassFixture<ClusterRegion>;
