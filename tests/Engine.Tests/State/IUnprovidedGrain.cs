using Orleans;

namespace Aevrion.Engine.Tests.State;

/// <summary>Wants a storage provider that nobody registered.</summary>
public interface IUnprovidedGrain : IGrainWithStringKey
{
    Task Hello();
}
