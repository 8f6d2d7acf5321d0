using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Probing;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Hosting;

/// <summary>The test cluster itself.</summary>
public sealed class TestClusterTests
{
    private readonly string _key = Probe.NewKey();

    [Fact]
    public async Task A_reference_stays_valid_over_a_restart_of_the_silo()
    {
        await using var cluster = Build();
        await Deploy(cluster);
        var grain = cluster.GrainFactory.GetGrain<ILifeGrain>(_key);
        await grain.Note("before");
        var before = cluster.Primary!.SiloAddress;
        await cluster.RestartSiloAsync(cluster.Primary);
        await Eventually.Reaches(() => grain.Note("after"));
        Assert.NotEqual(before, cluster.Primary.SiloAddress);
        Assert.Equal(["before", "deactivated: ShuttingDown", "after"], Probe.Of(_key).Events);
    }

    [Fact]
    public async Task A_killed_silo_can_be_started_again()
    {
        await using var cluster = Build();
        await Deploy(cluster);
        var grain = cluster.GrainFactory.GetGrain<ILifeGrain>(_key);
        await grain.Note("before");
        var silo = cluster.Primary!;
        await cluster.KillSiloAsync(silo);
        Assert.False(silo.IsActive);
        await cluster.RestartSiloAsync(silo);
        await Eventually.Reaches(() => grain.Note("after"));
        Assert.Equal("after", Probe.Of(_key).Events.Last());
    }

    [Fact]
    public async Task The_silos_services_are_at_hand()
    {
        await using var cluster = Build();
        await Deploy(cluster);
        var silo = Assert.Single(cluster.Silos);
        Assert.Same(cluster.Primary, silo);
        Assert.Empty(cluster.SecondarySilos);
        Assert.Same(((InProcessSiloHandle)silo).SiloHost.Services, cluster.GetSiloServiceProvider());
        Assert.NotNull(cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<SingletonService>());
        Assert.Equal(silo.SiloAddress, cluster.GetSiloServiceProvider().GetRequiredService<ILocalSiloDetails>().SiloAddress);
    }

    [Fact]
    public async Task The_silo_sees_the_clusters_properties()
    {
        var builder = new TestClusterBuilder(1);
        builder.Properties["Colour"] = "blue";
        builder.AddSiloBuilderConfigurator<ColourConfigurator>();
        await using var cluster = builder.Build();
        await Deploy(cluster);
        Assert.Equal("blue", cluster.GetSiloServiceProvider().GetRequiredService<Colour>().Name);
    }

    private static TestCluster Build()
    {
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<SharedClusterConfigurator>();
        return builder.Build();
    }

    private static Task Deploy(TestCluster cluster) => cluster.DeployAsync();
}
