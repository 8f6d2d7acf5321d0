using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Push;

/// <summary>Consecutive events of a push stream.</summary>
/// <param name="FirstPosition">Position of the first, from 1.</param>
/// <param name="Events">One or more.</param>
/// <param name="IsFull">True when no further event would be taken into the frame.</param>
/// <param name="Behind">Events that wait behind them.</param>
/// <param name="Continues">True when the first of those is of the same batch as the last event.</param>
public sealed record OutboxFrame(long FirstPosition, IReadOnlyList<Event> Events, bool IsFull, int Behind, bool Continues)
{
    /// <summary>Position of the last.</summary>
    public long LastPosition => FirstPosition + Events.Count - 1;
}
