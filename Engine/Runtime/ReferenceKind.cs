using Aevrion.Engine.Invocation;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>The references of an interface that one grain class implements: found out once, since references are made by the million.</summary>
internal sealed class ReferenceKind(Type interfaceType, GrainClasses classes)
{
    private readonly GrainType _grainType = classes.Implementing(interfaceType, null).GrainType;
    private readonly Func<SiloSlot, GrainId, GrainReference> _construct = GrainProxies.ConstructorOf(interfaceType);

    public GrainReference Create(SiloSlot slot, IdSpan key) => _construct(slot, new GrainId(_grainType, key));
}
