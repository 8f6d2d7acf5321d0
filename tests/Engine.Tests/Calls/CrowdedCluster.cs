using Aevrion.Engine.Tests.Clusters;

namespace Aevrion.Engine.Tests.Calls;

/// <summary>Lets few requests wait for one activation.</summary>
public sealed class CrowdedCluster : ClusterFixture<CrowdedClusterConfigurator>;
