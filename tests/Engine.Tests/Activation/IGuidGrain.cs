using Orleans;

namespace Aevrion.Engine.Tests.Activation;

public interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();

    Task<IGuidGrain> Self();

    /// <summary>Returns this very object, as its interface.</summary>
    Task<IGuidGrain> This();

    /// <summary>Passes this very object to another grain, which calls it back.</summary>
    Task<Guid> PassThis(IGuidGrain other);

    Task<Guid> KeyOf(IGuidGrain other);
}
