using Aevrion.Engine.Invocation;
using Orleans;
using Orleans.Runtime;

namespace Aevrion.Engine.Runtime;

/// <summary>What stands behind an identity in the directory: an activation, a group of stateless workers, an observer.</summary>
internal abstract class RequestTarget(SiloRuntime silo, GrainId grainId)
{
    public SiloRuntime Silo => silo;

    public GrainId GrainId => grainId;

    /// <summary>Whether it has left the directory. It still takes requests, and passes them on to its successor.</summary>
    public abstract bool IsGone { get; }

    public abstract void Receive(GrainRequest request);

    /// <summary>Ends the idle; called each collection quantum.</summary>
    public abstract void Collect(DateTimeOffset now);

    /// <summary>Ends it with its OnDeactivateAsync; the task completes when that is done.</summary>
    public abstract Task DeactivateAsync(DeactivationReason reason);

    /// <summary>Ends it without another turn, because the silo is gone.</summary>
    public abstract void Abandon();
}
