using Orleans;

namespace Aevrion.Engine.Tests.Activation;

/// <summary>Fails to activate until its probe's gate is open.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<string> Hello();
}
