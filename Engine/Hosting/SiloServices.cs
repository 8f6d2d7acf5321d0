using Aevrion.Engine.Configuration;
using Aevrion.Engine.Lifecycle;
using Aevrion.Engine.Runtime;
using Aevrion.Engine.Storage;
using Aevrion.Engine.Timers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Aevrion.Engine.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    /// <summary>Adds them once; every further call returns the same builder.</summary>
    public static ISiloBuilder AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder))?.ImplementationInstance is SiloBuilder existing)
            return existing;
        var builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new ServiceLifetimes(services));
        AddRuntime(services);
        AddGrainServices(services);
        AddValidators(services, configuration);
        services.AddHostedService<SiloHost>();
        return builder;
    }

    private static void AddRuntime(IServiceCollection services)
    {
        services.AddSingleton<EngineLog>();
        services.AddSingleton<SiloLimits>();
        services.AddSingleton<GrainClasses>();
        services.AddSingleton<SiloRuntime>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(provider => provider.GetRequiredService<SiloLifecycle>());
        services.AddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.AddSingleton<ISiloStatusOracle, SingleSiloOracle>();
        services.AddSingleton<IClusterClient>(provider => new ClusterClient(provider.GetRequiredService<SiloRuntime>().Slot, provider));
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
    }

    private static void AddGrainServices(IServiceCollection services)
    {
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddTransient(provider => provider.GetRequiredService<IGrainContextAccessor>().GrainContext);
    }

    private static void AddValidators(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IConfigurationValidator>(new ClusterSettingsValidator(configuration.GetSection("Orleans")));
        services.AddSingleton<IConfigurationValidator, GrainCollectionOptionsValidator>();
        services.AddSingleton<IConfigurationValidator, SiloMessagingOptionsValidator>();
        services.AddSingleton<IConfigurationValidator, ReminderOptionsValidator>();
        services.AddSingleton<IConfigurationValidator, EngineOptionsValidator>();
    }
}
