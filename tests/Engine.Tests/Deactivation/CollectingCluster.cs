using Aevrion.Engine.Tests.Clusters;

namespace Aevrion.Engine.Tests.Deactivation;

/// <summary>Collects idle activations within about a second.</summary>
public sealed class CollectingCluster : ClusterFixture<CollectingClusterConfigurator>;
