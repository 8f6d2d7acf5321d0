using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Aevrion.Engine.Storage;

internal sealed class PersistentStateFactory : IPersistentStateFactory
{
    public IPersistentState<TState> Create<TState>(IGrainContext context, IPersistentStateConfiguration config)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(config);
        var storage = string.IsNullOrWhiteSpace(config.StorageName)
            ? context.ActivationServices.GetService<IGrainStorage>()
            : context.ActivationServices.GetKeyedService<IGrainStorage>(config.StorageName);
        if (storage is null)
            throw new BadProviderConfigException(string.IsNullOrWhiteSpace(config.StorageName)
                ? $"Grains of type {context.GrainId.Type} need a default storage provider. Register one, for instance with AddMemoryGrainStorageAsDefault."
                : $"Grains of type {context.GrainId.Type} need a storage provider named \"{config.StorageName}\". Register one under that name.");
        return new PersistentState<TState>(config.StateName, context, storage);
    }
}
