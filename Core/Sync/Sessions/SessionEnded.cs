using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>The session is over; the driver ends the connection. Has no answer.</summary>
/// <param name="Refusal">The reason of a peer that refused; null for one that fell silent.</param>
/// <param name="Message">What happened.</param>
public sealed record SessionEnded(Refusal.Types.Reason? Refusal, string Message) : SessionEffect;
