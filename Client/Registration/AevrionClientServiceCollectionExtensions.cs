using Aevrion.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Aevrion client with a service collection.</summary>
public static class AevrionClientServiceCollectionExtensions
{
    /// <summary>Registers one <see cref="IAevrionClient"/> for the whole application, which fails over between the URLs in order.</summary>
    public static IServiceCollection AddAevrionClient(this IServiceCollection services, params string[] urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        return services.AddAevrionClient(options =>
        {
            foreach (var url in urls)
                options.Urls.Add(url);
        });
    }

    /// <summary>Registers one <see cref="IAevrionClient"/> for the whole application. A second call adds nothing.</summary>
    public static IServiceCollection AddAevrionClient(this IServiceCollection services, Action<AevrionClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddAevrionClient((_, options) => configure(options));
    }

    /// <summary>
    /// Registers one <see cref="IAevrionClient"/> for the whole application, configured with the help of other services. A second call
    /// adds nothing. A registered <see cref="TimeProvider"/> is used.
    /// </summary>
    public static IServiceCollection AddAevrionClient(
        this IServiceCollection services, Action<IServiceProvider, AevrionClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton(provider => Create(provider, configure));
        services.TryAddSingleton<IAevrionClient>(provider => provider.GetRequiredService<AevrionClient>());
        return services;
    }

    /// <summary>
    /// Registers an <see cref="IAevrionClient"/> under a name, for applications that speak to several regions by themselves: it is a keyed
    /// service, <c>[FromKeyedServices("name")] IAevrionClient</c>. A second call with the same name adds nothing.
    /// </summary>
    public static IServiceCollection AddAevrionClient(this IServiceCollection services, string name, Action<AevrionClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddAevrionClient(name, (_, options) => configure(options));
    }

    /// <summary>The same, configured with the help of other services.</summary>
    /// <inheritdoc cref="AddAevrionClient(IServiceCollection, string, Action{AevrionClientOptions})"/>
    public static IServiceCollection AddAevrionClient(
        this IServiceCollection services, string name, Action<IServiceProvider, AevrionClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, configure));
        services.TryAddKeyedSingleton<IAevrionClient>(name, (provider, key) => provider.GetRequiredKeyedService<AevrionClient>(key));
        return services;
    }

    private static AevrionClient Create(IServiceProvider provider, Action<IServiceProvider, AevrionClientOptions> configure)
    {
        var options = new AevrionClientOptions { TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System };
        configure(provider, options);
        return new AevrionClient(options);
    }
}
