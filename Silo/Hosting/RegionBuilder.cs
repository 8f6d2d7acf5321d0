using System.Diagnostics.Metrics;
using Aevrion.Core.Time;
using Aevrion.Grains.Gateway;
using Aevrion.Grains.Hosting;
using Aevrion.Grains.Keys;
using Aevrion.Grains.Load;
using Aevrion.Grains.Peers;
using Aevrion.Silo.Configuration;
using Aevrion.Silo.Gateway;
using Aevrion.Silo.Peers;
using Aevrion.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Aevrion.Silo.Hosting;

/// <summary>Builds the host of a region: grain engine, storage, grains, links to peers. Without a pipeline it takes no requests through the cluster.</summary>
internal sealed class RegionBuilder(
    SiloSettings settings, IConfiguration configuration, TimeProvider timeProvider, ILoggerFactory loggerFactory, ApiPipeline? pipeline = null, LoadRecorder? load = null, SiloScope? scope = null)
{
    /// <summary>A host that has not been started. It logs as the process does and leaves signals to the process.</summary>
    public IHost Build()
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        var services = builder.Services;
        services.Replace(ServiceDescriptor.Singleton(loggerFactory));
        services.Replace(ServiceDescriptor.Singleton<IHostLifetime, RegionHostLifetime>());
        services.AddSingleton(timeProvider);
        if (pipeline is not null)
            services.AddSingleton<IApiGateway>(pipeline);
        if (load is not null)
            services.AddSingleton(load);
        services.Replace(ServiceDescriptor.Singleton<IMeterFactory>(_ => new SiloMeters(scope ?? new SiloScope(), settings.Region.Region)));
        services.AddSingleton(settings);
        AddSurroundings(services, settings);

        // Services start in this order and stop in reverse: the links to peers use grains.
        builder.UseOrleans(ConfigureSilo);
        services.AddAevrionRegion(settings.Region);
        return builder.Build();
    }

    /// <summary>Adds what the region's own services are set into: its clock, its storage, the way to its peers.</summary>
    public static void AddSurroundings(IServiceCollection services, SiloSettings settings)
    {
        if (settings.ClockOffsetFile is { } file)
        {
            // The region's clock alone: what keeps the silos of a cluster together compares it with the machine's.
            services.AddSingleton(new RegionClock(new OffsetTimeProvider(file), settings.Region.MaxClockDrift));
        }

        services.AddSingleton<IPeerConnector, WebSocketPeerConnector>();
        RegionStorage.AddTo(services, settings);
    }

    /// <summary>Lets keys that nobody uses go after their time.</summary>
    public static void CollectIdleKeys(ISiloBuilder silo, SiloSettings settings) => silo.Configure<GrainCollectionOptions>(options =>
    {
        // The quantum has to be shorter than any age.
        var age = settings.Region.IdleKeyAge;
        options.ClassSpecificCollectionAge[typeof(KeyGrain).FullName!] = age;
        if (options.CollectionQuantum >= age)
            options.CollectionQuantum = age / 2;
    });

    private void ConfigureSilo(ISiloBuilder silo)
    {
        var name = $"aevrion-{settings.Region.Region}";
        silo.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = name;
            options.ServiceId = name;
        });
        CollectIdleKeys(silo, settings);
        GrainEngine.Configure(silo, settings);
    }
}
