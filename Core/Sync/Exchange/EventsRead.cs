using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Answers <see cref="ReadEvents"/>.</summary>
public sealed record EventsRead(IReadOnlyList<Event> Events) : SyncInput;
