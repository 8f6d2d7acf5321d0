using Orleans;

namespace Aevrion.Engine.Tests.Activation;

/// <summary>Its constructor throws.</summary>
public interface IBrokenGrain : IGrainWithStringKey
{
    Task Hello();
}
