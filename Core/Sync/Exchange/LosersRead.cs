using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadLosers"/>.</summary>
/// <param name="Losers">The versions that lost; null when the list is behind what was committed and had to be current.</param>
public sealed record LosersRead(IReadOnlyList<EventStamp>? Losers) : SyncInput;
