using Aevrion.Client.Tests.Contract;

namespace Aevrion.Silo.Tests.Cluster;

public sealed class ClusterScanContract(ClusterRegion region) : ScanContract(region), IClassFixture<ClusterRegion>;
