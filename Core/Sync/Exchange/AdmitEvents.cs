using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>
/// Make events that the peer sent durable here, through the ordinary way in. Answered by <see cref="EventsAdmitted"/> once they are.
/// </summary>
public sealed record AdmitEvents(IReadOnlyList<Event> Events) : SyncEffect;
