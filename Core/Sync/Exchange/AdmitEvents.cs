using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Make events durable that are not there yet, or begin to: <see cref="AwaitAdmissions"/> says when all have to be. Answered by
/// <see cref="EventsAdmitted"/>. The events of a push are durable when it is answered.
/// </summary>
public sealed record AdmitEvents(IReadOnlyList<Event> Events) : SyncEffect;
