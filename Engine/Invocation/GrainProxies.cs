using System.Collections.Concurrent;
using Aevrion.Engine.Runtime;
using Orleans.Runtime;

namespace Aevrion.Engine.Invocation;

/// <summary>The proxy classes of this process: one for each grain or observer interface, made when it is first asked for.</summary>
internal static class GrainProxies
{
    private static readonly ConcurrentDictionary<Type, Func<SiloSlot, GrainId, GrainReference>> Constructors = new();

    public static GrainReference Create(Type interfaceType, SiloSlot silo, GrainId grainId) => ConstructorOf(interfaceType)(silo, grainId);

    /// <exception cref="NotSupportedException">The interface has members that cannot be called across activations.</exception>
    public static Func<SiloSlot, GrainId, GrainReference> ConstructorOf(Type interfaceType) =>
        Constructors.GetOrAdd(interfaceType, static type => new ProxyEmitter(type).Emit());
}
