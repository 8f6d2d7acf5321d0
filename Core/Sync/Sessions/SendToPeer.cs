using Aevrion.Core.Sync.Protocol;

namespace Aevrion.Core.Sync.Sessions;

/// <summary>
/// Put a frame on the connection, behind those asked for before. Answered by <see cref="FrameWritten"/>. At most
/// <see cref="DiallerSession.MaxFramesUnwritten"/> are open at a time.
/// </summary>
public sealed record SendToPeer(Frame Frame, FramePurpose Purpose) : SessionEffect;
