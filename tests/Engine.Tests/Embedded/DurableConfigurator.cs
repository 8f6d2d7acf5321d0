using Aevrion.Engine.Tests.Clusters;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>State and reminders in the database that the cluster's properties name.</summary>
public sealed class DurableConfigurator : ISiloConfigurator
{
    public const string ConnectionStringProperty = "Durable:ConnectionString";

    public void Configure(ISiloBuilder siloBuilder)
    {
        var connectionString = siloBuilder.Configuration[ConnectionStringProperty]!;
        siloBuilder.AddPostgresGrainStorageAsDefault(connectionString);
        siloBuilder.AddPostgresGrainStorage(SharedClusterConfigurator.NamedStorage, connectionString);
        siloBuilder.UsePostgresReminders(connectionString);
        siloBuilder.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(100));
    }
}
