using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// References to grains. Getting one is cheap, calls nothing and never fails for want of an activation: the first call activates.
/// </summary>
public interface IGrainFactory
{
    /// <summary>The grain with a Guid key.</summary>
    /// <param name="grainClassNamePrefix">Picks among several classes of one interface: the start of the class's full name.</param>
    /// <exception cref="ArgumentException">No grain class, or no single one, implements the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithGuidKey;

    /// <summary>The grain with an integer key.</summary>
    /// <inheritdoc cref="GetGrain{TGrainInterface}(Guid, string?)"/>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>The grain with a string key.</summary>
    /// <inheritdoc cref="GetGrain{TGrainInterface}(Guid, string?)"/>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>The grain of an interface known at run time, with a Guid key.</summary>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    /// <summary>The grain of an interface known at run time, with an integer key.</summary>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    /// <summary>The grain of an interface known at run time, with a string key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>The grain of a full identity.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId) where TGrainInterface : IAddressable;

    /// <summary>The grain of a full identity, not yet cast to an interface.</summary>
    IAddressable GetGrain(GrainId grainId);

    /// <summary>Makes an object callable by grains, until <see cref="DeleteObjectReference{T}"/>. The object is held weakly.</summary>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

    /// <summary>Takes a reference from <see cref="CreateObjectReference{T}"/> back. Calls to it no longer arrive.</summary>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}
