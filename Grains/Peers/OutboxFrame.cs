using Aevrion.Core.Events;

namespace Aevrion.Grains.Peers;

/// <summary>Consecutive events of a push stream.</summary>
/// <param name="FirstPosition">Position of the first, from 1.</param>
/// <param name="Events">One or more.</param>
public sealed record OutboxFrame(long FirstPosition, IReadOnlyList<Event> Events)
{
    /// <summary>Position of the last.</summary>
    public long LastPosition => FirstPosition + Events.Count - 1;
}
