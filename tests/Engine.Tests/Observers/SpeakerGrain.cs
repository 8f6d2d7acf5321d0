using Orleans;

namespace Aevrion.Engine.Tests.Observers;

public sealed class SpeakerGrain : Grain, ISpeakerGrain
{
    private readonly List<IListener> _listeners = [];

    public Task Subscribe(IListener listener)
    {
        if (!_listeners.Contains(listener))
            _listeners.Add(listener);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IListener listener)
    {
        _listeners.Remove(listener);
        return Task.CompletedTask;
    }

    public Task<int> Say(string what)
    {
        foreach (var listener in _listeners)
            listener.Hear(what);
        return Task.FromResult(_listeners.Count);
    }

    public Task<string> Ask(string question) => _listeners[0].Ask(question);

    public Task AskAtOnce(int times) => Task.WhenAll(Enumerable.Range(0, times).Select(_ => _listeners[0].Ask("really?")));
}
