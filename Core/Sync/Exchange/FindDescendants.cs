using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Find, for each of these versions, the oldest version of its key in the leaves below a horizon that names it as a parent, or everything before.
/// Where that takes long it may be left at the first of them. Answered by <see cref="DescendantsFound"/>.
/// </summary>
/// <param name="Losers">The versions; those that are not here have none.</param>
/// <param name="Horizon">Leaves below it.</param>
public sealed record FindDescendants(IReadOnlyList<EventStamp> Losers, long Horizon) : SyncEffect;
