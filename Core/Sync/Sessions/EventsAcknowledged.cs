namespace Aevrion.Core.Sync.Sessions;

/// <summary>Events pushed are durable at the peer. Has no answer.</summary>
/// <param name="Events">How many, 1 or more.</param>
public sealed record EventsAcknowledged(int Events) : SessionEffect;
