using Orleans;

namespace Aevrion.Engine.Tests.Activation;

/// <summary>Two classes implement it.</summary>
public interface IGreeter : IGrainWithIntegerKey
{
    Task<string> Greet();
}
