using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>Put a frame on the connection. Answered by <see cref="FrameSent"/>.</summary>
public sealed record SendFrame(Frame Frame) : SyncEffect;
