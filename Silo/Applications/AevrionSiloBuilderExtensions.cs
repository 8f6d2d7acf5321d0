using Aevrion.Grains.Gateway;
using Aevrion.Grains.Hosting;
using Aevrion.Silo.Applications;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Gateway;
using Aevrion.Silo.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Hosting;

/// <summary>Makes an application's own silo one of an Aevrion region.</summary>
public static class AevrionSiloBuilderExtensions
{
    /// <summary>
    /// Hosts the region's grains in this silo: its keys, its time tree, the exchanges with its peers. The application's grains find them with
    /// <c>GrainFactory.GetKeyGrain(key)</c>. The database is created, migrated and checked before the silo starts.
    /// </summary>
    /// <remarks>
    /// Clustering and reminders are the application's to choose, for all of its grains; the silos of a region are those of one cluster and share
    /// its database. What the region's grains remember is kept in that database.
    /// Other regions and clients reach the region once <see cref="AddAevrionApi"/> has been called, too; without it the region reaches its peers, but
    /// they do not reach it.
    /// </remarks>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Says of the region what the section <c>Aevrion</c> of the configuration does not.</param>
    /// <exception cref="SiloConfigurationException">The settings have mistakes; it names every one.</exception>
    public static ISiloBuilder AddAevrionRegion(this ISiloBuilder silo, Action<AevrionRegionSettings>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(silo);
        if (SettingsIn(silo) is not null)
            throw new InvalidOperationException("This silo has a region already; AddAevrionRegion is called once.");
        var code = new AevrionRegionSettings();
        configure?.Invoke(code);
        var settings = HostedSettings.Read(silo.Configuration, code);

        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton(settings);
        silo.Services.AddHostedService<StoragePreparation>();
        RegionBuilder.AddSurroundings(silo.Services, settings);
        RegionBuilder.CollectIdleKeys(silo, settings);
        GrainEngine.KeepState(silo, settings.Postgres);
        silo.Services.AddAevrionRegion(settings.Region);
        return silo;
    }

    /// <summary>
    /// Lets clients and other regions in, through the application's web server: <c>app.UseAevrion()</c> says where in its pipeline. Comes after
    /// <see cref="AddAevrionRegion"/>, in a web application.
    /// </summary>
    public static ISiloBuilder AddAevrionApi(this ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var settings = SettingsIn(silo) ?? throw new InvalidOperationException("Call AddAevrionRegion first: this silo has no region yet.");
        SiloApplication.AddServices(silo.Services, settings);
        silo.Services.AddSingleton<HostedApi>();
        silo.Services.AddSingleton<IApiGateway>(provider => provider.GetRequiredService<ApiPipeline>());
        silo.Services.AddHostedService<HostedRegion>();
        silo.Services.Configure<KestrelServerOptions>(options => TlsSetup.Configure(options, settings));
        return silo;
    }

    private static SiloSettings? SettingsIn(ISiloBuilder silo) =>
        silo.Services.FirstOrDefault(service => service.ServiceType == typeof(SiloSettings))?.ImplementationInstance as SiloSettings;
}
