using Orleans;

namespace Aevrion.Engine.Tests.Turns;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Enters and leaves the probe, with awaits in between.</summary>
    Task PassThrough();

    /// <summary>Adds one to a field, reading and writing it in different turns.</summary>
    Task AddSlowly();

    ValueTask<int> Total();

    /// <summary>Notes the name, waits at the probe's gate, notes it again.</summary>
    Task WaitAtGate(string name);

    Task Note(string name);

    Task<SchedulersSeen> SeeSchedulers();

    /// <summary>Calls another grain, which calls back <see cref="Note"/>.</summary>
    Task CallAround(string over, bool allowReentrancy);

    Task CallBack(string back);
}
