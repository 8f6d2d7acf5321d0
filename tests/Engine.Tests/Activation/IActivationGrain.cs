using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public interface IActivationGrain : IGrainWithStringKey
{
    /// <summary>Tells activations apart.</summary>
    Task<Guid> Id();

    Task<InjectedServices> Services();
}
