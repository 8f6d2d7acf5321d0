using Aevrion.Engine.Tests.Clusters;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace Aevrion.Engine.Tests.Clusters;

/// <summary>The cluster of all tests that need no settings of their own. They keep apart by the keys of their grains.</summary>
public sealed class SharedCluster : ClusterFixture<SharedClusterConfigurator>;
