using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// An ordinary object that grains can call back, once <see cref="IGrainFactory.CreateObjectReference{T}"/> has given it a reference.
/// The reference holds the object weakly: its owner keeps it alive.
/// </summary>
public interface IGrainObserver : IAddressable;
