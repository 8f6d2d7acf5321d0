using Microsoft.Extensions.DependencyInjection;

namespace Aevrion.Engine.Runtime;

/// <summary>Which services are the same for every activation, as they were registered.</summary>
/// <param name="services">The registrations, complete by the time the silo is built.</param>
internal sealed class ServiceLifetimes(IServiceCollection services)
{
    /// <summary>False also for what is registered in no way known here.</summary>
    public bool IsSingleton(Type type) =>
        (Last(type) ?? (type.IsGenericType ? Last(type.GetGenericTypeDefinition()) : null))?.Lifetime == ServiceLifetime.Singleton;

    /// <summary>The registration that counts.</summary>
    private ServiceDescriptor? Last(Type type) => services.LastOrDefault(service => !service.IsKeyedService && service.ServiceType == type);
}
