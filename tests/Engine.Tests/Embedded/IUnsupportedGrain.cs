using Orleans;

namespace Aevrion.Engine.Tests.Embedded;

public interface IUnsupportedGrain : IGrainWithStringKey
{
    Task<T> Echo<T>(T value);
}
