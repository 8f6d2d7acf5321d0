using Aevrion.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>Makes references that look for their silo in a slot.</summary>
internal class GrainFactory(SiloSlot slot) : IGrainFactory
{
    private SiloRuntime Silo => slot.Current ?? throw new SiloUnavailableException("There is no silo to get grains from: it is not running.");

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)(object)Create(typeof(TGrainInterface), StringKey(primaryKey), grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey), null);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) =>
        (IGrain)Create(grainInterfaceType, StringKey(grainPrimaryKey), null);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(IAddressable)GrainProxies.Create(typeof(TGrainInterface), slot, grainId);

    public IAddressable GetGrain(GrainId grainId) => new GrainReference(slot, grainId);

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is not TGrainObserverInterface)
            throw new ArgumentException($"{obj.GetType()} is not a {typeof(TGrainObserverInterface)}.", nameof(obj));
        if (obj is GrainReference or IGrainBase)
            throw new ArgumentException("Grains need no observer reference; pass the grain reference.", nameof(obj));
        return GetGrain<TGrainObserverInterface>(ObserverDirectory.Add(Silo, obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not GrainReference reference)
            throw new ArgumentException("Pass the reference that CreateObjectReference returned, not the observer itself.", nameof(obj));
        if (Silo.Directory.Find(reference.GrainId) is ObserverTarget observer)
            Silo.Directory.Remove(observer);
    }

    private static IdSpan StringKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return IdSpan.Create(key);
    }

    private GrainReference Create(Type interfaceType, IdSpan key, string? classNamePrefix)
    {
        var silo = Silo;
        return classNamePrefix is null
            ? silo.Kinds.GetOrAdd(interfaceType, static (type, silo) => new ReferenceKind(type, silo.Classes), silo).Create(slot, key)
            : GrainProxies.Create(interfaceType, slot, new GrainId(silo.Classes.Implementing(interfaceType, classNamePrefix).GrainType, key));
    }
}
