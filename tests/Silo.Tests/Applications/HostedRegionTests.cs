using Aevrion.Silo.Configuration;
using Aevrion.Silo.Tests.Hosting;
using Aevrion.Testing.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Aevrion.Silo.Tests.Applications;

/// <summary>A region in an application's own silo. samples/OrleansHost is one that runs; here is what an application may get wrong.</summary>
public sealed class HostedRegionTests
{
    private const string SomeDatabase = "Host=127.0.0.1;Database=nowhere";

    [Fact]
    public void Every_mistake_in_code_and_configuration_is_named_at_once()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Aevrion:SyncPeriod"] = "soon";
        var refusal = Assert.Throws<SiloConfigurationException>(() => builder.UseOrleans(silo => silo.AddAevrionRegion(region =>
        {
            region.Region = "EU";
            region.Postgres = SomeDatabase;
            region.Peers["us"] = "nowhere";
            region.Others["SyncPeriods"] = "00:01:00";
        })));
        Assert.Equal(4, refusal.Mistakes.Count);
    }

    [Theory]
    [InlineData("Aevrion:Urls", "http://127.0.0.1:7400")]
    [InlineData("Aevrion:Cluster:SiloPort", "11111")]
    public void What_the_application_decides_is_no_setting_of_the_region(string setting, string value)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration[setting] = value;
        var refusal = Assert.Throws<SiloConfigurationException>(() => builder.UseOrleans(AddRegion));
        Assert.Contains("Remove it", Assert.Single(refusal.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_goes_before_configuration()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["Aevrion:Region"] = "Not A Name";
        builder.UseOrleans(AddRegion);
    }

    [Fact]
    public void What_is_added_in_the_wrong_order_or_twice_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => WebApplication.CreateBuilder().UseOrleans(silo => silo.AddAevrionApi()));
        var builder = WebApplication.CreateBuilder();
        builder.UseOrleans(AddRegion);
        Assert.Throws<InvalidOperationException>(() => builder.UseOrleans(AddRegion));
    }

    [Fact]
    public void The_api_cannot_be_used_in_an_application_whose_silo_does_not_have_it()
    {
        var builder = WebApplication.CreateBuilder();
        builder.UseOrleans(silo => AddRegion(silo.UseLocalhostClustering()));
        using var application = (IDisposable)builder.Build();
        Assert.Throws<InvalidOperationException>(() => ((WebApplication)application).UseAevrion());
    }

    [Fact]
    public async Task A_silo_without_reminders_does_not_start()
    {
        await using var database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next());
            silo.AddAevrionRegion(region => (region.Region, region.Postgres) = ("eu", database.ConnectionString));
        });
        using var host = builder.Build();
        await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    private static void AddRegion(ISiloBuilder silo) => silo.AddAevrionRegion(region => (region.Region, region.Postgres) = ("eu", SomeDatabase));
}
