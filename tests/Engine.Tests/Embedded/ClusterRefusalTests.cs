using System.Net;
using Aevrion.Engine.Tests.Clusters;
using Aevrion.Engine.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Aevrion.Engine.Tests.Embedded;

/// <summary>One process, and it says so.</summary>
public sealed class ClusterRefusalTests(SharedCluster shared)
{
    [Theory]
    [InlineData("Orleans:Clustering:ProviderType", "AdoNet")]
    [InlineData("Orleans:Endpoints:SiloPort", "11111")]
    [InlineData("Orleans:GrainDirectory:Default:ProviderType", "Redis")]
    public async Task Cluster_settings_of_the_engine_fail_the_start(string setting, string value)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration[setting] = value;
        builder.Logging.ClearProviders();
        builder.UseOrleans();
        using var host = builder.Build();
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(setting, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Engine=Orleans", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_can_have_its_own_cluster_settings_refused()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Cluster:SiloPort", "1")]).Build();
        var refusal = Assert.Throws<OrleansConfigurationException>(() => ClusterSettings.Refuse(settings.GetSection("Cluster")));
        Assert.Contains("Cluster:SiloPort", refusal.Message, StringComparison.Ordinal);
        ClusterSettings.Refuse(settings.GetSection("Other"));
    }

    [Fact]
    public async Task Joining_another_silo_is_refused() =>
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => SiloInHost.StartAsync(
            builder => builder.UseLocalhostClustering(primarySiloEndpoint: new IPEndPoint(IPAddress.Loopback, 1))));

    [Fact]
    public void A_test_cluster_of_several_silos_is_refused() =>
        Assert.Throws<OrleansConfigurationException>(() => new TestClusterBuilder(2).Build());

    [Fact]
    public async Task A_second_silo_is_refused() =>
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => shared.Cluster.StartAdditionalSiloAsync());
}
