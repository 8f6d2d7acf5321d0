using Aevrion.Core.Events;

namespace Aevrion.Core.Sync.Push;

/// <summary>Events of an outbox that are to be read from the event log.</summary>
/// <param name="FirstPosition">Position of the first; the others follow on.</param>
/// <param name="Stamps">Their stamps, one or more.</param>
public sealed record OutboxGap(long FirstPosition, IReadOnlyList<EventStamp> Stamps);
