using Orleans;

namespace Aevrion.Engine.Tests.Deactivation;

public interface ILeavingGrain : IGrainWithStringKey
{
    /// <summary>Tells activations apart.</summary>
    Task<Guid> Id();

    /// <summary>Asks to be deactivated and answers at once.</summary>
    Task<Guid> Leave();

    /// <summary>Asks to be deactivated, then waits at the probe's gate.</summary>
    Task<Guid> LeaveAndWaitAtGate();

    /// <summary>Each fiftieth call asks to be deactivated.</summary>
    Task<int> CountAndLeaveAtFifties();
}
