using Aevrion.Engine.Tests.Probing;

namespace Aevrion.Engine.Tests.Observers;

internal sealed class Listener(Probe probe) : IListener
{
    public void Hear(string what) => probe.Note(what);

    public async Task<string> Ask(string question)
    {
        probe.Enter();
        await Task.Yield();
        probe.Leave();
        return question == "why?" ? throw new NotSupportedException("No reason.") : $"{question} yes";
    }
}
