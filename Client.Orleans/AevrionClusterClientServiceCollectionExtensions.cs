using Aevrion.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the Aevrion client over the application's connection to the region's Orleans cluster.</summary>
public static class AevrionClusterClientServiceCollectionExtensions
{
    /// <summary>
    /// Registers one <see cref="IAevrionClient"/> over the registered <see cref="IClusterClient"/>. A second call, or one of
    /// <c>AddAevrionClient</c>, adds nothing.
    /// </summary>
    public static IServiceCollection AddAevrionClusterClient(this IServiceCollection services, Action<AevrionClientOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => AevrionClusterClient.Create(
            provider.GetRequiredService<IClusterClient>(),
            options =>
            {
                options.TimeProvider = provider.GetService<TimeProvider>() ?? TimeProvider.System;
                configure?.Invoke(options);
            }));
        services.TryAddSingleton<IAevrionClient>(provider => provider.GetRequiredService<AevrionClient>());
        return services;
    }
}
