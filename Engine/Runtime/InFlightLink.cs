using Aevrion.Engine.Invocation;

namespace Aevrion.Engine.Runtime;

/// <summary>A request's place in the list of <see cref="InFlightShard"/>, inside the request itself so that none is allocated.</summary>
internal struct InFlightLink
{
    public InFlightShard? Owner;
    public GrainRequest? Previous;
    public GrainRequest? Following;

    /// <summary>In ticks of <see cref="InFlightRequests"/>; <see cref="NoDeadline"/> for calls that nobody waits for.</summary>
    public long DeadlineTick;

    public const long NoDeadline = long.MaxValue;
}
