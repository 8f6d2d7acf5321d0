using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Embedded;

internal static class DurableCluster
{
    public static async Task<TestCluster> StartAsync(string connectionString, string? serviceId = null)
    {
        var builder = new TestClusterBuilder(1);
        builder.Options.ServiceId = serviceId ?? "durable";
        builder.Properties[DurableConfigurator.ConnectionStringProperty] = connectionString;
        builder.AddSiloBuilderConfigurator<DurableConfigurator>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return cluster;
    }
}
