using Orleans;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Clusters;

/// <summary>A silo and a client of it, for the tests of a class or of the assembly.</summary>
/// <typeparam name="TConfigurator">What the silo needs beyond the defaults.</typeparam>
public abstract class ClusterFixture<TConfigurator> : IAsyncLifetime
    where TConfigurator : ISiloConfigurator, new()
{
    public TestCluster Cluster { get; } = Build();

    public IGrainFactory Grains => Cluster.GrainFactory;

    public async ValueTask InitializeAsync() => await Cluster.DeployAsync();

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static TestCluster Build()
    {
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<TConfigurator>();
        return builder.Build();
    }
}
