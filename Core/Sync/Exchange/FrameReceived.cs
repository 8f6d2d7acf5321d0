using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Exchange;

/// <summary>A frame came off the connection.</summary>
public sealed record FrameReceived(Frame Frame) : SyncInput;
