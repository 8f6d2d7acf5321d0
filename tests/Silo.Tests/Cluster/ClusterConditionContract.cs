using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterConditionContract(ClusterRegion region) : ConditionContract(region), IClassFixture<ClusterRegion>;
