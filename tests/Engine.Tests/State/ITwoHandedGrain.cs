using Orleans;

namespace Aevrion.Engine.Tests.State;

/// <summary>Holds the same stored state twice, so that one copy is outdated once the other was written.</summary>
public interface ITwoHandedGrain : IGrainWithStringKey
{
    Task<Guid> WriteOne();

    Task<Guid> WriteOther();

    Task ClearOther();

    /// <summary>Writes the outdated copy, and handles the failure.</summary>
    Task<Guid> WriteBothAndCatch();

    Task<Guid> Id();
}
