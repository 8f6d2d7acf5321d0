using Orleans;
using Orleans.Concurrency;

namespace Aevrion.Engine.Tests.Interleaving;

public interface IInterleavingGrain : IGrainWithStringKey
{
    /// <summary>Notes the name, waits at the gate named, notes it again.</summary>
    Task Hold(string name, string gate);

    Task Note(string name);

    [AlwaysInterleave]
    Task NoteAtOnce(string name);

    [AlwaysInterleave]
    Task HoldAside(string name, string gate);

    [ReadOnly]
    Task HoldReading(string name, string gate);

    [ReadOnly]
    Task<int> Read();
}
