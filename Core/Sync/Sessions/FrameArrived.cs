using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>A frame came off the connection. Only while <see cref="DiallerSession.WantsFrames"/>.</summary>
public sealed record FrameArrived(Frame Frame) : SessionInput;
