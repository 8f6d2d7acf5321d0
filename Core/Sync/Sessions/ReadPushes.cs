using Aevrion.Core.Sync.Push;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// Events that are to be pushed soon are to be read from the event log. Answered by <see cref="PushesRead"/>; one is open at a time. When they
/// cannot be read the driver ends the connection.
/// </summary>
public sealed record ReadPushes(OutboxGap Gap) : SessionEffect;
