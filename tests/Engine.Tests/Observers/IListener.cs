using Orleans;

namespace Aevrion.Engine.Tests.Observers;

public interface IListener : IGrainObserver
{
    void Hear(string what);

    Task<string> Ask(string question);
}
