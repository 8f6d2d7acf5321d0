using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Engine.Tests.Hosting;

public interface ILifeGrain : IGrainWithStringKey
{
    Task Note(string what);

    Task WaitAtGate();

    /// <summary>Waits at the probe's gate, then calls another grain.</summary>
    Task WaitAtGateAndNoteElsewhere(string other);

    [OneWay]
    Task NoteOneWay(string what);
}
