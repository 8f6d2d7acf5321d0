using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Put a request on the connection and wait for the first frame of its answer. Answered by <see cref="FrameReceived"/>.</summary>
public sealed record AskPeer(Frame Request) : SyncEffect;
