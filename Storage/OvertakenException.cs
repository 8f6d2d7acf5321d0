using Aevrion.Core.Events;

namespace Aevrion.Storage;

/// <summary>
/// Events that this region dated itself come below a conditional write of their key, which was decided without them. No place is left for
/// them: nothing was written. Dated anew, after that write, they may be tried again.
/// </summary>
/// <param name="stamps">See <see cref="Stamps"/>.</param>
public sealed class OvertakenException(IReadOnlySet<EventStamp> stamps)
    : Exception("A conditional write was decided meanwhile that the writer had not seen.")
{
    /// <summary>The events that come too late.</summary>
    public IReadOnlySet<EventStamp> Stamps { get; } = stamps;
}
