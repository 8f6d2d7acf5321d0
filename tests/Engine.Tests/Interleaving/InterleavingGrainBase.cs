using Aevrion.Engine.Tests.Probing;
using Orleans;

namespace Aevrion.Engine.Tests.Interleaving;

public abstract class InterleavingGrainBase : Grain, IInterleavingGrain
{
    private protected Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public async Task Hold(string name, string gate)
    {
        Probe.Note($"{name} began");
        await Probe.Of(gate).Gate;
        Probe.Note($"{name} ended");
    }

    public Task Note(string name)
    {
        Probe.Note(name);
        return Task.CompletedTask;
    }

    public Task NoteAtOnce(string name) => Note(name);

    public Task HoldAside(string name, string gate) => Hold(name, gate);

    public Task HoldReading(string name, string gate) => Hold(name, gate);

    public Task<int> Read() => Task.FromResult(Probe.Events.Count);
}
