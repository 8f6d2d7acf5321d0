using Orleans;

namespace Aevrion.Engine.Tests.Observers;

public interface ISpeakerGrain : IGrainWithStringKey
{
    Task Subscribe(IListener listener);

    Task Unsubscribe(IListener listener);

    /// <returns>How many listeners there are.</returns>
    Task<int> Say(string what);

    /// <summary>Asks the first listener, and itself waits for the answer.</summary>
    Task<string> Ask(string question);

    /// <summary>Asks the first listener several times at once.</summary>
    Task AskAtOnce(int times);
}
