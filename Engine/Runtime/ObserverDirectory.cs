using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>Gives observers identities.</summary>
internal static class ObserverDirectory
{
    public static readonly GrainType GrainType = GrainType.Create("sys.observer");

    public static GrainId Add(SiloRuntime silo, IGrainObserver observer)
    {
        var target = new ObserverTarget(silo, new GrainId(GrainType, GrainIdKeyExtensions.CreateGuidKey(Guid.NewGuid())), observer);
        silo.Directory.Add(target);
        return target.GrainId;
    }
}
