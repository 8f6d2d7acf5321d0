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
        services.TryAddSingleton(provider =>
        {
            var options = new AevrionClientOptions { TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System };
            configure(provider, options);
            return new AevrionClient(options);
        });
        services.TryAddSingleton<IAevrionClient>(provider => provider.GetRequiredService<AevrionClient>());
        return services;
    }
}
