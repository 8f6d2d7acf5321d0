using Orleans;

namespace Aevrion.Engine.Runtime;

internal sealed class ClusterClient(SiloSlot slot, IServiceProvider services) : GrainFactory(slot), IClusterClient
{
    public IServiceProvider ServiceProvider => services;
}
