using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Push;

/// <summary>An event of an outbox, or what is left of it in memory.</summary>
/// <param name="Stamp">Its stamp.</param>
/// <param name="Batch">The batch that it was written with.</param>
/// <param name="Event">The event; null when it has to be read from the event log, or was not found there.</param>
internal readonly record struct OutboxSlot(EventStamp Stamp, EventBatch? Batch, Event? Event);
