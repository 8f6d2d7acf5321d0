using Aevrion.Engine.Tests.Clusters;

namespace Aevrion.Engine.Tests.Reminders;

/// <summary>Leaves the limits of reminders at their defaults.</summary>
public sealed class DefaultReminderCluster : ClusterFixture<DefaultReminderClusterConfigurator>;
