using Aevrion.Core.Sync.Exchange;
using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>The peer has ended the connection and said why. Has no answer.</summary>
public sealed record PeerLeaves(Refusal.Types.Reason Reason, string Message) : SyncEffect;
