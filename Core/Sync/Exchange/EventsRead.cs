using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadEvents"/> and <see cref="ReadRange"/>.</summary>
public sealed record EventsRead(IReadOnlyList<Event> Events) : SyncInput;
